package io.amibuilder.lint;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A part's way of merging, as far as it matters here.
 *
 * @param appendsLists whether lists of the same key are joined
 * @param replaces whether values of earlier parts go away
 */
record Merging(boolean appendsLists, boolean replaces) {
    /** What we send along with parts that bring none: lists append, and of two single values the first stays. */
    static final Merging OURS = new Merging(true, false);
    /** cloud-init's own, when it finds an empty one. */
    static final Merging REPLACING = new Merging(false, true);

    /** One merger with its options. */
    record Merger(String name, Set<String> options) {}

    static Merging of(List<Merger> mergers) {
        if (mergers.isEmpty()) {
            return REPLACING;
        }
        Set<String> dict = options(mergers, "dict");
        Set<String> list = options(mergers, "list");
        boolean replaces = dict.contains("replace");
        boolean recurses = dict.contains("recurse_list") || dict.contains("recurse_array");
        boolean joins = list.contains("append") || list.contains("prepend");
        return new Merging(!replaces && recurses && joins, replaces);
    }

    private static Set<String> options(List<Merger> mergers, String name) {
        Optional<Merger> first =
                mergers.stream().filter(merger -> merger.name().equals(name)).findFirst();
        return first.map(Merger::options).orElse(new TreeSet<>());
    }
}
