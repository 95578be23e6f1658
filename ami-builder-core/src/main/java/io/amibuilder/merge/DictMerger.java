package io.amibuilder.merge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** cloud-init's mergers/m_dict.py. Dictionaries are always merged into each other, unless they are replaced. */
final class DictMerger {
    private final Merger merger;
    private final boolean replace;
    private final boolean recurseString;
    private final boolean recurseList;
    private final boolean allowDelete;

    DictMerger(Merger merger, Options options) {
        this.merger = merger;
        this.replace = options.firstOf("replace", "no_replace").equals("replace");
        this.recurseString = options.has("recurse_str");
        this.recurseList = options.hasAny("recurse_array", "recurse_list");
        this.allowDelete = options.has("allow_delete");
    }

    PyDict merge(PyDict old, @Nullable Object with) {
        if (!(with instanceof PyDict other)) {
            return old;
        }
        PyDict merged = new PyDict(old);
        for (PyDict.Item item : other.items()) {
            if (!merged.has(item.key())) {
                merged.put(item.key(), item.value());
            } else if (item.value() == null && allowDelete) {
                merged.pop(item.key());
            } else {
                merged.put(item.key(), mergeValue(merged.get(item.key()), item.value()));
            }
        }
        return merged;
    }

    private @Nullable Object mergeValue(@Nullable Object old, @Nullable Object with) {
        if (replace) {
            return with;
        }
        boolean recurse = (with instanceof List && recurseList)
                || (with instanceof String && recurseString)
                || with instanceof PyDict;
        return recurse ? merger.merge(old, with) : old;
    }
}
