package io.amibuilder;

import io.amibuilder.error.AmiBuilderException;
import org.jspecify.annotations.Nullable;

/**
 * A build was given up, mostly because its thread was interrupted (the interrupt flag is set then); what it had created
 * was removed.
 */
public final class BuildCancelledException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** The build that was given up. */
    private final String buildId;

    BuildCancelledException(String buildId, String why, @Nullable Throwable cause) {
        super("build " + buildId + " was cancelled: " + why, cause);
        this.buildId = buildId;
    }

    /** {@return the build that was given up} */
    public String buildId() {
        return buildId;
    }
}
