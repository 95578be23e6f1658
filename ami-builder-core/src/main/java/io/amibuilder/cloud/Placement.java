package io.amibuilder.cloud;

/**
 * One place where an instance may be launched, as the provider names it: a subnet and an instance type, say. Part of the
 * launch token, because a cloud's idempotency ends at the zone (EC2: "Ensuring idempotency in Amazon EC2 API requests").
 *
 * @param name a short text that is the same in every process of a build
 */
public record Placement(String name) {
    /** Where the provider puts an instance when nothing is said. */
    public static final Placement DEFAULT = new Placement("default");

    @Override
    public String toString() {
        return name;
    }
}
