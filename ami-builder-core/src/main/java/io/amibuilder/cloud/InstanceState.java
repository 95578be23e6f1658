package io.amibuilder.cloud;

import java.util.Locale;

/** The life of an instance, in EC2's words. */
public enum InstanceState {
    /** It has been asked for. */
    PENDING,
    /** It runs. */
    RUNNING,
    /** It is about to stop. */
    STOPPING,
    /** It has stopped; its disk is at rest. */
    STOPPED,
    /** It is about to be gone. */
    SHUTTING_DOWN,
    /** It is gone. */
    TERMINATED;

    /** {@return the state in EC2's spelling, as in {@code shutting-down}} */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return whether the instance is gone or about to be, so that nothing more need or can be done to it} */
    public boolean isGone() {
        return this == SHUTTING_DOWN || this == TERMINATED;
    }
}
