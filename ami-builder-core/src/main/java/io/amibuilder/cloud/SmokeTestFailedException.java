package io.amibuilder.cloud;

import io.amibuilder.error.AmiBuilderException;

/** An instance of the new image did not pass the smoke test. Its cause says why, as of a bake that failed. */
public final class SmokeTestFailedException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** The image that did not pass. */
    private final ImageId image;

    /** Whether the image is gone, with its snapshots. */
    private final boolean discarded;

    /**
     * An image that does not work.
     *
     * @param image the image
     * @param discarded whether it could be removed
     * @param cause how its test ended
     */
    public SmokeTestFailedException(ImageStatus image, boolean discarded, AmiBuilderException cause) {
        super(
                "image " + image.id() + " (" + image.name() + ") failed its smoke test and "
                        + (discarded ? "was discarded" : "could not be discarded; deregister it by hand") + ": "
                        + cause.getMessage(),
                cause);
        this.image = image.id();
        this.discarded = discarded;
    }

    /** {@return the image that did not pass} */
    public ImageId image() {
        return image;
    }

    /** {@return whether the image is gone, with its snapshots} */
    public boolean discarded() {
        return discarded;
    }
}
