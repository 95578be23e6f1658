package io.amibuilder.rootfs;

import io.amibuilder.error.AmiBuilderException;

/** A file had another size when it was packed than when it was listed. */
public final class ContentChangedException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** Its path in the image, without leading slash. */
    private final String path;
    /** Its size when it was listed, in bytes. */
    private final long listedBytes;

    ContentChangedException(String path, long listedBytes, String actual) {
        super("'" + path + "' must not change while it is packed, but had " + listedBytes
                + " bytes when it was listed and has " + actual + " now. Pack when nothing writes to it");
        this.path = path;
        this.listedBytes = listedBytes;
    }

    /** {@return its path in the image, without leading slash} */
    public String path() {
        return path;
    }

    /** {@return its size when it was listed, in bytes} */
    public long listedBytes() {
        return listedBytes;
    }
}
