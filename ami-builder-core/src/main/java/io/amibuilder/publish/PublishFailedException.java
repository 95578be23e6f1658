package io.amibuilder.publish;

import io.amibuilder.cloud.ImageId;
import io.amibuilder.error.AmiBuilderException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The image is available, but is not published everywhere. Nothing is taken back: run the build again under its build id,
 * and it goes on with what is missing.
 */
public final class PublishFailedException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    private final ImageId image;
    private final List<PublishTarget> targets;

    /** Some of these targets have failed, or were still pending when the time was over. */
    public PublishFailedException(String buildId, ImageId image, List<PublishTarget> targets) {
        super(
                "image " + image + " is available, but is not published everywhere: "
                        + targets.stream().map(PublishTarget::toString).collect(Collectors.joining("; "))
                        + "; repair the cause and run the build again with buildId(\"" + buildId + "\")",
                null);
        this.image = image;
        this.targets = List.copyOf(targets);
    }

    /** The image, which stays. */
    public ImageId image() {
        return image;
    }

    /** Every target, with those that succeeded. */
    public List<PublishTarget> targets() {
        return targets;
    }
}
