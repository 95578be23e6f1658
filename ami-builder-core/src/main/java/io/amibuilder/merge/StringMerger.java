package io.amibuilder.merge;

import org.jspecify.annotations.Nullable;

/** cloud-init's mergers/m_str.py. */
final class StringMerger {
    private final boolean append;

    StringMerger(Options options) {
        this.append = options.has("append");
    }

    @Nullable
    Object merge(String old, @Nullable Object with) {
        if (!append) {
            return with;
        } else if (with instanceof String text) {
            return old + text;
        }
        throw new PartDroppedException("str(append) can only append a string");
    }
}
