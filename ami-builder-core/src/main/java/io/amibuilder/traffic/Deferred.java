package io.amibuilder.traffic;

import io.amibuilder.error.AmiBuilderException;
import java.time.Duration;

/**
 * A create was not sent because the rate limit has no room for it yet. Not a failure: nothing happened, and the build
 * takes its next step after the pause.
 */
public final class Deferred extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** How long until there is room. */
    private final Duration pause;

    Deferred(Request request, Duration pause) {
        super(request + " must wait for " + pause + " to stay below the cloud's rate limit");
        this.pause = pause;
    }

    /** {@return how long until there is room; positive} */
    public Duration pause() {
        return pause;
    }
}
