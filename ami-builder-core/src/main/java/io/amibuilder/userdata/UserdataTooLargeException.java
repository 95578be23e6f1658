package io.amibuilder.userdata;

import io.amibuilder.error.AmiBuilderException;

/** User-data is larger than the cloud accepts. */
public final class UserdataTooLargeException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** The size that it has, in bytes. */
    private final int actualBytes;

    /**
     * User-data that is too large.
     *
     * @param what what is too large, as in "compiled user-data"
     * @param actualBytes its size
     * @param remedy further sentences that say what fills it and what to do, or empty
     */
    public UserdataTooLargeException(String what, int actualBytes, String remedy) {
        super("%s must be at most %d bytes, but was %d%s"
                .formatted(what, Userdata.MAX_BYTES, actualBytes, remedy.isEmpty() ? "" : "; " + remedy));
        this.actualBytes = actualBytes;
    }

    /** {@return the size that it has, in bytes} */
    public int actualBytes() {
        return actualBytes;
    }

    /** {@return the size that it may have, in bytes} */
    public int maxBytes() {
        return Userdata.MAX_BYTES;
    }
}
