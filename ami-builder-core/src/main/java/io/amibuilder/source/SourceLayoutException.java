package io.amibuilder.source;

import io.amibuilder.error.AmiBuilderException;

/** A source directory is missing, empty, or has something where the convention has something else. */
public final class SourceLayoutException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** The path that the message is about. */
    private final String path;

    SourceLayoutException(String path, String rule) {
        super("'" + path + "' " + rule);
        this.path = path;
    }

    /** {@return the path that the message is about} */
    public String path() {
        return path;
    }
}
