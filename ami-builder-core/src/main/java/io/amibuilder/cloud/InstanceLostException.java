package io.amibuilder.cloud;

import io.amibuilder.error.AmiBuilderException;

/** The instance stopped or ended for another reason than its own power-off; no image was made. */
public final class InstanceLostException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** The instance that was lost. */
    private final InstanceId instance;

    /** The state it was found in. */
    private final InstanceState state;

    /** The cloud's reason. */
    private final String reason;

    /**
     * An instance that was lost.
     *
     * @param status as the cloud tells it
     */
    public InstanceLostException(InstanceStatus status) {
        super("instance " + status.id() + " must stop by its own power-off, but is "
                + status.state().text() + ", with the reason '"
                + status.stateReason() + "'; somebody or something else ended it. Run the build again");
        this.instance = status.id();
        this.state = status.state();
        this.reason = status.stateReason();
    }

    /** {@return the instance that was lost} */
    public InstanceId instance() {
        return instance;
    }

    /** {@return the state it was found in} */
    public InstanceState state() {
        return state;
    }

    /** {@return the cloud's reason} */
    public String reason() {
        return reason;
    }
}
