package io.amibuilder.wait;

import io.amibuilder.error.AmiBuilderException;
import java.time.Duration;

/** A wait ran out: what was waited for, its last state, and how long and how often it was looked at. */
public final class WaitTimedOutException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String lastState;
    private final Duration elapsed;
    private final Duration limit;
    private final int looks;

    /**
     * A wait that ran out.
     *
     * @param what what was waited for, as in "image ami-2 to become available"
     * @param lastState what was seen last
     * @param elapsed how long it was waited for
     * @param looks how often it was looked at by this process
     * @param limit the policy's limit
     */
    public WaitTimedOutException(String what, String lastState, Duration elapsed, int looks, Duration limit) {
        super("waiting for %s ran out after %s (%d looks, limit %s); its last state was '%s'"
                .formatted(what, elapsed, looks, limit, lastState));
        this.what = what;
        this.lastState = lastState;
        this.elapsed = elapsed;
        this.limit = limit;
        this.looks = looks;
    }

    /** What was waited for. */
    public String what() {
        return what;
    }

    /** What was seen last. */
    public String lastState() {
        return lastState;
    }

    /** How long it was waited for. */
    public Duration elapsed() {
        return elapsed;
    }

    /** The limit that ran out. */
    public Duration limit() {
        return limit;
    }

    /** How often this process looked. */
    public int looks() {
        return looks;
    }
}
