package io.amibuilder.rootfs;

import io.amibuilder.error.AmiBuilderException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;

/** The tarball could not be made, for example because the disk is full or the thread was interrupted. */
public final class PackingFailedException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    private PackingFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    static PackingFailedException writing(IOException cause) {
        boolean interrupted = cause instanceof InterruptedIOException || cause instanceof ClosedByInterruptException;
        return new PackingFailedException(
                interrupted
                        ? "the rootfs was not packed, because the thread was interrupted. Pack it again"
                        : "the packed rootfs could not be written to a temporary file: " + cause.getMessage()
                                + ". Make room in the temporary directory, or choose another with -Djava.io.tmpdir",
                cause);
    }

    static PackingFailedException withoutZstandard(LinkageError cause) {
        return new PackingFailedException(
                "Zstandard needs com.github.luben:zstd-jni, but it could not be loaded: " + cause
                        + ". Add it to the class path (on the module path: --add-modules com.github.luben.zstd_jni), or"
                        + " compress with gzip",
                cause);
    }

    static PackingFailedException compressing(Throwable cause) {
        return new PackingFailedException(
                "a block of the rootfs could not be compressed: " + cause
                        + ". See the cause; packing needs up to 40 MiB",
                cause);
    }
}
