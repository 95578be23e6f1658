package io.amibuilder.cloud;

import java.util.Locale;

/** The life of an image, in EC2's words. */
public enum ImageState {
    /** It is being made. */
    PENDING,
    /** It can be launched. */
    AVAILABLE,
    /** It could not be made. */
    FAILED,
    /** It could not be made. */
    INVALID,
    /** It could not be made. */
    ERROR,
    /** It no longer exists. */
    DEREGISTERED,
    /** It was switched off. */
    DISABLED;

    /** {@return the state in EC2's spelling, as in {@code pending}} */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return whether the image can never become available, so that waiting is useless} */
    public boolean isDeadEnd() {
        return this != PENDING && this != AVAILABLE;
    }
}
