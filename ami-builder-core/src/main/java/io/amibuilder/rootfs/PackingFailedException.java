package io.amibuilder.rootfs;

import io.amibuilder.error.AmiBuilderException;
import java.io.IOException;

/** The tarball could not be written, for example because the disk is full. */
public final class PackingFailedException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    PackingFailedException(IOException cause) {
        super(
                "the packed rootfs could not be written to a temporary file: " + cause.getMessage()
                        + ". Make room in the temporary directory, or choose another with -Djava.io.tmpdir",
                cause);
    }
}
