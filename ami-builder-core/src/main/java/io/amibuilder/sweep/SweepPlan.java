package io.amibuilder.sweep;

import java.util.List;

/**
 * What a sweep would remove, found at one moment: the dry run. A value; it does nothing.
 *
 * @param items what would be removed, in this order: instances, volumes, images, snapshots
 * @param unclear what carries a build's id but not when it expires, in sentences for a person; it is never removed
 */
public record SweepPlan(List<SweepItem> items, List<String> unclear) {
    /**
     * Copies the lists.
     *
     * @param items what would be removed, in this order: instances, volumes, images, snapshots
     * @param unclear what carries a build's id but not when it expires, in sentences for a person
     */
    public SweepPlan {
        items = List.copyOf(items);
        unclear = List.copyOf(unclear);
    }

    /** {@return whether there is nothing to remove} */
    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** One line for each thing; "nothing to sweep" when there is none. */
    @Override
    public String toString() {
        return new Lines().add("would remove ", items).add("unclear: ", unclear).or("nothing to sweep");
    }
}
