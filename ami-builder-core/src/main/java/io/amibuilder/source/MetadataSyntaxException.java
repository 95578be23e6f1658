package io.amibuilder.source;

import io.amibuilder.error.AmiBuilderException;

/** A line of {@code ami.env} is not {@code NAME=value}. */
public final class MetadataSyntaxException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** The number of the line, from 1. */
    private final int line;

    MetadataSyntaxException(String file, int line, String text) {
        super(file + ":" + line
                + ": a line must be NAME=value, a comment or blank, with at most one pair of quotes around"
                + " the value, but was '" + text + "'. Correct it");
        this.line = line;
    }

    /** {@return the number of the line, from 1} */
    public int line() {
        return line;
    }
}
