package io.amibuilder.guest;

import io.amibuilder.error.AmiBuilderException;
import java.util.List;

/** The instance said that its installation failed; no image was made. */
public final class GuestFailedException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** The step that failed. */
    private final String step;

    /** The exit status of what failed. */
    private final int exitStatus;

    /** The end of the installation log, line by line. */
    private final List<String> logTail;

    /**
     * A failed installation.
     *
     * @param instance the instance's id
     * @param word its last word
     * @param logTail the end of its installation log; possibly empty
     */
    public GuestFailedException(String instance, GuestWord.Failed word, List<String> logTail) {
        super("instance " + instance + " failed in step '" + word.step() + "' with exit status " + word.status()
                + (logTail.isEmpty() ? "" : "; its log ends with:\n" + String.join("\n", logTail)));
        this.step = word.step();
        this.exitStatus = word.status();
        this.logTail = List.copyOf(logTail);
    }

    /** {@return the step that failed} */
    public String step() {
        return step;
    }

    /** {@return the exit status of what failed} */
    public int exitStatus() {
        return exitStatus;
    }

    /** {@return the end of the installation log, line by line} */
    public List<String> logTail() {
        return logTail;
    }
}
