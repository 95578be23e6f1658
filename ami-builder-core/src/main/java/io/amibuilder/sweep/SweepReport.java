package io.amibuilder.sweep;

import java.util.List;

/**
 * What a sweep did. Each item of its plan is in exactly one of the lists.
 *
 * @param removed what the cloud was told to remove; an instance takes a minute more to be gone
 * @param failed what could not be removed; the next sweep tries again
 * @param skipped what was left alone because it was found changed
 */
public record SweepReport(List<SweepItem> removed, List<Failed> failed, List<Skipped> skipped) {
    /**
     * Copies the lists.
     *
     * @param removed what the cloud was told to remove
     * @param failed what could not be removed
     * @param skipped what was left alone because it was found changed
     */
    public SweepReport {
        removed = List.copyOf(removed);
        failed = List.copyOf(failed);
        skipped = List.copyOf(skipped);
    }

    /** {@return whether nothing failed} */
    public boolean isClean() {
        return failed.isEmpty();
    }

    /** One line for each thing; "nothing was swept" when there is none. */
    @Override
    public String toString() {
        return new Lines()
                .add("removed ", removed)
                .add("failed to remove ", failed)
                .add("skipped ", skipped)
                .or("nothing was swept");
    }

    /**
     * Something that could not be removed.
     *
     * @param item what
     * @param problem why not
     */
    public record Failed(SweepItem item, RuntimeException problem) {
        @Override
        public String toString() {
            return item + "; " + problem.getMessage();
        }
    }

    /**
     * Something that was left alone.
     *
     * @param item what
     * @param why what had changed since it was planned, for a person
     */
    public record Skipped(SweepItem item, String why) {
        @Override
        public String toString() {
            return item + "; " + why;
        }
    }
}
