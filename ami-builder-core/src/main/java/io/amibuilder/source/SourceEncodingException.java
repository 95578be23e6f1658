package io.amibuilder.source;

import io.amibuilder.error.AmiBuilderException;

/** A text of the source is not UTF-8; cloud-init would drop it, or everything. */
public final class SourceEncodingException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** The file, relative to the source directory. */
    private final String file;
    /** How many bytes before it are fine. */
    private final int byteOffset;
    /** The number of the line, from 1. */
    private final int line;

    SourceEncodingException(String file, int byteOffset, int line, String found) {
        super("'" + file + "' must be UTF-8 text without a byte order mark, but has " + found + " at byte offset "
                + byteOffset + ", line " + line + ". Save it as UTF-8; binary content belongs into fs/");
        this.file = file;
        this.byteOffset = byteOffset;
        this.line = line;
    }

    /** {@return the file, relative to the source directory} */
    public String file() {
        return file;
    }

    /** {@return how many bytes before it are fine} */
    public int byteOffset() {
        return byteOffset;
    }

    /** {@return the number of the line, from 1} */
    public int line() {
        return line;
    }
}
