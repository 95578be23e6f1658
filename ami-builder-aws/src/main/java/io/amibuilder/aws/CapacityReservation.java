package io.amibuilder.aws;

/**
 * Which reserved capacity an instance may use (EC2 API reference, "CapacityReservationSpecification"). Immutable.
 *
 * @param text {@code open}, {@code none}, or a reservation's id, as in {@code cr-1a2b}
 */
public record CapacityReservation(String text) {
    private static final String OPEN = "open";
    private static final String NONE = "none";

    /**
     * Checks that it is one of the three.
     *
     * @param text {@code open}, {@code none}, or a reservation's id, as in {@code cr-1a2b}
     */
    public CapacityReservation {
        if (!text.matches(OPEN + "|" + NONE + "|cr-[0-9a-z]+")) {
            throw new IllegalArgumentException(
                    "a capacity reservation must be an id that begins with 'cr-', 'open' or 'none', but was '" + text
                            + "'");
        }
    }

    /**
     * {@return the choice of this reservation and nothing else}
     *
     * @param id as in {@code cr-1a2b}
     */
    public static CapacityReservation id(String id) {
        return new CapacityReservation(id);
    }

    /** {@return the choice of any open reservation that fits} */
    public static CapacityReservation open() {
        return new CapacityReservation(OPEN);
    }

    /** {@return the choice of no reservation, even where one fits} */
    public static CapacityReservation none() {
        return new CapacityReservation(NONE);
    }

    boolean isPreference() {
        return text.equals(OPEN) || text.equals(NONE);
    }

    @Override
    public String toString() {
        return text;
    }
}
