package io.amibuilder.rootfs;

import io.amibuilder.error.AmiBuilderException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** A file or directory of the source could not be read. */
public final class UnreadableFileException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** What could not be read. */
    private final String file;

    /**
     * Something could not be read.
     *
     * @param file which one
     * @param cause why, kept
     */
    public UnreadableFileException(String file, Throwable cause) {
        this(file, reason(file, cause), cause);
    }

    UnreadableFileException(String file, String reason) {
        this(file, reason, null);
    }

    private UnreadableFileException(String file, String reason, @Nullable Throwable cause) {
        super("'" + file + "' must be readable, but was not: " + reason + ". Correct it or remove it", cause);
        this.file = file;
    }

    /** {@return what could not be read} */
    public String file() {
        return file;
    }

    private static String reason(String file, Throwable cause) {
        if (cause instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof ClosedByInterruptException) {
            return "the thread was interrupted";
        }
        String message = String.valueOf(cause.getMessage());
        return message.startsWith(file + ": ") ? message.substring(file.length() + 2) : message; // not named twice
    }
}
