package io.amibuilder.storage;

import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.rootfs.RootfsLocation;
import org.jspecify.annotations.Nullable;

/** A store could not keep, find or link an artifact. */
public final class StorageException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** The place that was meant. */
    private final String location;
    /** Whether the same request may succeed later. */
    private final boolean retryable;

    /**
     * A failed request to a store.
     *
     * @param location the place that was meant
     * @param retryable whether the same request may succeed later
     * @param message what went wrong, without anything secret
     * @param cause the failure beneath, kept
     */
    public StorageException(RootfsLocation location, boolean retryable, String message, @Nullable Throwable cause) {
        super("storage at " + location + ": " + message, cause);
        this.location = location.toString();
        this.retryable = retryable;
    }

    /** {@return the place that was meant} */
    public String location() {
        return location;
    }

    /** {@return whether the same request may succeed later} */
    public boolean retryable() {
        return retryable;
    }
}
