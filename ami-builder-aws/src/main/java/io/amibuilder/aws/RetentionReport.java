package io.amibuilder.aws;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What retention did. Each removal of its plan is in exactly one of the lists.
 *
 * @param removed the images that are gone, with their snapshots
 * @param failed what could not be removed; the next run tries again
 * @param skipped what was left alone because it was found changed
 */
public record RetentionReport(List<RetentionItem> removed, List<Failed> failed, List<Skipped> skipped) {
    /**
     * Copies the lists.
     *
     * @param removed the images that are gone, with their snapshots
     * @param failed what could not be removed
     * @param skipped what was left alone because it was found changed
     */
    public RetentionReport {
        removed = List.copyOf(removed);
        failed = List.copyOf(failed);
        skipped = List.copyOf(skipped);
    }

    /** {@return whether nothing failed} */
    public boolean isClean() {
        return failed.isEmpty();
    }

    /** One line for each image; "nothing was removed" when there is none. */
    @Override
    public String toString() {
        String lines = Stream.of(
                        removed.stream().map(item -> "removed " + item),
                        failed.stream().map(item -> "failed to remove " + item),
                        skipped.stream().map(item -> "skipped " + item))
                .flatMap(each -> each)
                .collect(Collectors.joining("\n"));
        return lines.isEmpty() ? "nothing was removed" : lines;
    }

    /**
     * An image that could not be removed.
     *
     * @param item which
     * @param problem why not
     */
    public record Failed(RetentionItem item, RuntimeException problem) {
        @Override
        public String toString() {
            return item + "; " + problem.getMessage();
        }
    }

    /**
     * An image that was left alone.
     *
     * @param item which
     * @param why what had changed since it was planned, for a person
     */
    public record Skipped(RetentionItem item, String why) {
        @Override
        public String toString() {
            return item + "; " + why;
        }
    }
}
