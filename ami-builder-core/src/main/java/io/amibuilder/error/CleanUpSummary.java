package io.amibuilder.error;

import java.io.Serializable;
import java.util.List;

/**
 * What a failed build did with what it had created.
 *
 * @param removed what is gone now, as in {@code instance i-1}
 * @param left what is still there, on purpose or because it could not be removed
 * @serial exclude
 */
public record CleanUpSummary(List<String> removed, List<String> left) implements Serializable {
    /** Nothing had been created. */
    public static final CleanUpSummary NOTHING = new CleanUpSummary(List.of(), List.of());

    /**
     * Copies the lists.
     *
     * @param removed what is gone now, as in {@code instance i-1}
     * @param left what is still there, on purpose or because it could not be removed
     */
    public CleanUpSummary {
        removed = List.copyOf(removed);
        left = List.copyOf(left);
    }
}
