package io.amibuilder.storage;

/** Is told how much of a rootfs a store has taken. */
@FunctionalInterface
public interface UploadProgress {
    /** Tells nobody. */
    UploadProgress NONE = (doneBytes, totalBytes) -> {};

    /**
     * So much is stored by now.
     *
     * @param doneBytes never less than the last time
     * @param totalBytes the whole rootfs
     */
    void stored(long doneBytes, long totalBytes);
}
