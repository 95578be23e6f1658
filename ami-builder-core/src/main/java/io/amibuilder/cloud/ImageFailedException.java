package io.amibuilder.cloud;

import io.amibuilder.error.AmiBuilderException;

/** The cloud could not make the image, and never will. */
public final class ImageFailedException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** The image that failed. */
    private final ImageId image;

    /** The state it ended in. */
    private final ImageState state;

    /** The cloud's reason. */
    private final String reason;

    /**
     * An image in a dead end.
     *
     * @param status as the cloud tells it
     */
    public ImageFailedException(ImageStatus status) {
        super("image " + status.id() + " (" + status.name() + ") cannot become available: its state is "
                + status.state().text() + ", and the reason '" + status.stateReason()
                + "'. Run the build again");
        this.image = status.id();
        this.state = status.state();
        this.reason = status.stateReason();
    }

    /** {@return the image that failed} */
    public ImageId image() {
        return image;
    }

    /** {@return the state it ended in} */
    public ImageState state() {
        return state;
    }

    /** {@return the cloud's reason} */
    public String reason() {
        return reason;
    }
}
