package io.amibuilder.rootfs;

import io.amibuilder.error.AmiBuilderException;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** A tree has something that cannot go into an image: a device, a socket, a FIFO, or a name that is not UTF-8. */
public final class UnpackableFileException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** The file that cannot be packed. */
    private final String file;

    private UnpackableFileException(String file, String message, @Nullable Throwable cause) {
        super("'" + file + "' cannot go into an image: " + message, cause);
        this.file = file;
    }

    static UnpackableFileException type(String file, String type) {
        return new UnpackableFileException(
                file,
                "it must be a regular file, directory or link, but is a " + type
                        + ". Remove it, and let script/install.sh or a systemd unit make it on the instance",
                null);
    }

    static UnpackableFileException name(String file, CharacterCodingException cause) {
        return new UnpackableFileException(file, "its name must be valid UTF-8, but is not. Rename it", cause);
    }

    static UnpackableFileException target(String file, CharacterCodingException cause) {
        return new UnpackableFileException(
                file, "what the symbolic link says must be valid UTF-8, but is not. Make it anew", cause);
    }

    /** {@return the file that cannot be packed} */
    public String file() {
        return file;
    }
}
