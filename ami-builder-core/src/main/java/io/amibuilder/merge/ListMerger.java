package io.amibuilder.merge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** cloud-init's mergers/m_list.py. What is "replaced" is each single item: the old length stays. */
final class ListMerger {
    private final Merger merger;
    private final String method;
    private final boolean recurseString;
    private final boolean recurseDict;
    private final boolean recurseList;

    ListMerger(Merger merger, Options options) {
        this.merger = merger;
        this.method = chosen(options);
        this.recurseString = options.has("recurse_str");
        this.recurseDict = options.has("recurse_dict");
        this.recurseList = options.hasAny("recurse_array", "recurse_list");
    }

    private static String chosen(Options options) {
        return options.has("append")
                ? "append"
                : options.has("prepend")
                        ? "prepend"
                        : options.has("replace") || !options.has("no_replace") ? "replace" : "no_replace";
    }

    @Nullable
    Object merge(List<@Nullable Object> old, boolean tuple, @Nullable Object with) {
        Object merged = merge(old, with);
        return tuple ? new PyTuple(items(merged)) : merged;
    }

    private @Nullable Object merge(List<@Nullable Object> old, @Nullable Object with) {
        if (method.equals("replace") && !(with instanceof List)) {
            return with;
        } else if (method.equals("append")) {
            return joined(old, items(with));
        } else if (method.equals("prepend")) {
            return joined(items(with), old);
        }
        List<@Nullable Object> merged = new ArrayList<>(old);
        for (int i = 0; i < Math.min(old.size(), length(with)); i++) {
            merged.set(i, mergeItem(old.get(i), item(with, i)));
        }
        return merged;
    }

    private @Nullable Object mergeItem(@Nullable Object old, @Nullable Object with) {
        if (method.equals("no_replace")) {
            return old;
        }
        boolean recurse = (with instanceof List && recurseList)
                || (with instanceof String && recurseString)
                || (with instanceof PyDict && recurseDict);
        return recurse ? merger.merge(old, with) : with;
    }

    private static List<@Nullable Object> joined(List<@Nullable Object> first, List<@Nullable Object> second) {
        List<@Nullable Object> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    /** What Python gets when it iterates over a value: of a dictionary its keys, of a string its characters. */
    private static List<@Nullable Object> items(@Nullable Object value) {
        List<@Nullable Object> items = new ArrayList<>();
        if (value instanceof List<?> list) {
            items.addAll(list);
        } else if (value instanceof PyDict dict) {
            dict.items().forEach(item -> items.add(item.key()));
        } else if (value instanceof String text) {
            text.codePoints().forEach(c -> items.add(Character.toString(c)));
        } else {
            throw new PartDroppedException("a list cannot be merged with what is not a list");
        }
        return items;
    }

    private static int length(@Nullable Object value) {
        return items(value).size();
    }

    private static @Nullable Object item(@Nullable Object value, int index) {
        if (value instanceof List<?> list) {
            return list.get(index);
        } else if (value instanceof PyDict dict) {
            if (!dict.has(index)) {
                throw new PartDroppedException("list(no_replace) cannot be merged with a dictionary");
            }
            return dict.get(index);
        }
        return items(value).get(index);
    }
}
