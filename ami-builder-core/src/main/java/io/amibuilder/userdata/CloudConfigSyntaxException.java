package io.amibuilder.userdata;

import io.amibuilder.error.AmiBuilderException;
import org.jspecify.annotations.Nullable;

/** A part that must be YAML is not; cloud-init would drop it with a warning that nobody reads. */
public final class CloudConfigSyntaxException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    private final String part;
    private final int line;
    private final int column;

    CloudConfigSyntaxException(String part, int line, int column, String problem, @Nullable Throwable cause) {
        super(
                "part '" + part + "' must be valid YAML, but at line " + line + ", column " + column + ": " + problem
                        + ". Correct it there",
                cause);
        this.part = part;
        this.line = line;
        this.column = column;
    }

    /** The part's file name. */
    public String part() {
        return part;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The column, from 1. */
    public int column() {
        return column;
    }
}
