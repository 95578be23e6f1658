package io.amibuilder.aws;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What retention would remove and what it would keep, found at one moment: the dry run. A value; it does nothing.
 *
 * @param removals what would be removed, oldest first
 * @param kept what stays, newest first, each with one reason of perhaps several
 */
public record RetentionPlan(List<RetentionItem> removals, List<RetentionItem> kept) {
    /**
     * Copies the lists.
     *
     * @param removals what would be removed, oldest first
     * @param kept what stays, newest first, each with one reason of perhaps several
     */
    public RetentionPlan {
        removals = List.copyOf(removals);
        kept = List.copyOf(kept);
    }

    /** {@return whether there is nothing to remove} */
    public boolean isEmpty() {
        return removals.isEmpty();
    }

    /** One line for each image; "there are no images" when there are none. */
    @Override
    public String toString() {
        String lines = Stream.concat(
                        removals.stream().map(item -> "would remove " + item),
                        kept.stream().map(item -> "would keep " + item))
                .collect(Collectors.joining("\n"));
        return lines.isEmpty() ? "there are no images" : lines;
    }
}
