package io.amibuilder.merge;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a merger. cloud-init asks them only {@code name in settings}; so a string is searched for the name, and
 * {@code no_replace} as a string has {@code replace} in it.
 */
record Options(@Nullable Object settings) {
    static final Options NONE = new Options(List.of());

    boolean has(String name) {
        if (settings instanceof String text) {
            return text.contains(name);
        } else if (settings instanceof Collection<?> list) {
            return list.stream().anyMatch(name::equals);
        } else if (settings instanceof PyDict dict) {
            return dict.has(name);
        }
        throw new PartDroppedException("the settings of a merger must be a list");
    }

    boolean hasAny(String one, String other) {
        return has(one) || has(other);
    }

    /** The first of these that is there, in this order, or the last one. */
    String firstOf(String... names) {
        for (String name : names) {
            if (has(name)) {
                return name;
            }
        }
        return names[names.length - 1];
    }
}
