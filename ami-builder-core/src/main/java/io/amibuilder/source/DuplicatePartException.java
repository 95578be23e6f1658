package io.amibuilder.source;

import io.amibuilder.error.AmiBuilderException;

/** Two cloud-config parts differ only in their extension, most likely after one of them was renamed. */
public final class DuplicatePartException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** The part that comes first in name order. */
    private final String first;
    /** The other part. */
    private final String second;

    DuplicatePartException(String first, String second) {
        super("parts in cloudinit/ must differ in more than the extension, but there are '" + first + "' and '" + second
                + "'. Remove or rename one of them");
        this.first = first;
        this.second = second;
    }

    /** {@return the part that comes first in name order} */
    public String first() {
        return first;
    }

    /** {@return the other part} */
    public String second() {
        return second;
    }
}
