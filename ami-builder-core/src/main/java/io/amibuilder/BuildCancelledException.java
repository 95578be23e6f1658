package io.amibuilder;

import io.amibuilder.error.AmiBuilderException;

/** The thread of a build was interrupted; what the build had created was removed, and the interrupt flag is set. */
public final class BuildCancelledException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    private final String buildId;

    BuildCancelledException(String buildId, InterruptedException cause) {
        super("build " + buildId + " was cancelled: its thread was interrupted", cause);
        this.buildId = buildId;
    }

    /** The build. */
    public String buildId() {
        return buildId;
    }
}
