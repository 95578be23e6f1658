package io.amibuilder.publish;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.error.AmiBuilderException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The image is available, but is not published everywhere. Nothing is taken back: run the build again under its build id,
 * and it goes on with what is missing.
 */
public final class PublishFailedException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** The image, which stays. */
    private final ImageId image;

    /** Every target, with those that succeeded. */
    private final List<PublishTarget> targets;

    /**
     * Some of these targets have failed, or were still pending when the time was over.
     *
     * @param buildId the build
     * @param image its image
     * @param targets every target as it was last told; empty when nothing could be said of any
     * @param cause the request that failed; null when the targets say it all
     */
    public PublishFailedException(
            String buildId, ImageId image, List<PublishTarget> targets, @Nullable CloudException cause) {
        super(
                "image " + image + " is available, but is not published everywhere: "
                        + targets.stream().map(target -> target + "; ").collect(Collectors.joining())
                        + (cause == null ? "" : cause.getMessage() + "; ")
                        + "repair the cause and run the build again with buildId(\"" + buildId + "\")",
                cause);
        this.image = image;
        this.targets = List.copyOf(targets);
    }

    /** {@return the image, which stays} */
    public ImageId image() {
        return image;
    }

    /** {@return every target, with those that succeeded} */
    public List<PublishTarget> targets() {
        return targets;
    }
}
