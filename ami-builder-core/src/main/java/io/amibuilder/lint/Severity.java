package io.amibuilder.lint;

import java.util.Locale;

/** How bad a finding is. */
public enum Severity {
    /** cloud-init certainly drops, ignores or misreads it, or the build cannot succeed. */
    ERROR,
    /** It does something that surprises, or fails under circumstances that the text does not show. */
    WARNING;

    /** In lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
