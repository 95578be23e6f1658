package io.amibuilder.error;

import org.jspecify.annotations.Nullable;

/**
 * Root of all failures that ami-builder reports. Subclasses carry their data in typed accessors; the message is one
 * sentence that names the subject, the rule, the offending value with its unit, and the remedy. Failures of a clean-up
 * are attached as {@linkplain #getSuppressed() suppressed} exceptions and never replace the first failure.
 */
public class AmiBuilderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the clean-up came to. */
    private CleanUpSummary cleanUp = CleanUpSummary.NOTHING;

    /**
     * A failure with nothing beneath it.
     *
     * @param message what is wrong and what to do about it
     */
    public AmiBuilderException(String message) {
        super(message);
    }

    /**
     * A failure caused by another one, which is kept.
     *
     * @param message what is wrong and what to do about it
     * @param cause what it was caused by, if anything
     */
    public AmiBuilderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What went wrong; never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** {@return what the build that failed with this did with what it had created} */
    public final CleanUpSummary cleanUp() {
        return cleanUp;
    }

    /**
     * Adds what the clean-up after this failure came to; called once, by whoever cleaned up.
     *
     * @param summary what was removed and what is left
     */
    public final void cleanedUp(CleanUpSummary summary) {
        cleanUp = summary;
    }
}
