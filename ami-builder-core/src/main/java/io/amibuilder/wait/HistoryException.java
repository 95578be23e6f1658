package io.amibuilder.wait;

import io.amibuilder.error.AmiBuilderException;
import java.io.IOException;
import java.nio.file.Path;

/** The file of a history could not be read or written. */
public final class HistoryException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** The file. */
    private final String file;

    HistoryException(Path file, String what, IOException cause) {
        super(
                "the history file " + file + " could not be " + what + "; give another one, or History.inMemory()",
                cause);
        this.file = file.toString();
    }

    /** {@return the file} */
    public String file() {
        return file;
    }
}
