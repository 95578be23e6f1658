package io.amibuilder.wait;

import io.amibuilder.error.AmiBuilderException;
import java.time.Duration;
import java.util.List;

/** A wait ran out: what was waited for, its last state, and how long and how often it was looked at. */
public final class WaitTimedOutException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** What was waited for. */
    private final String what;
    /** What was seen last. */
    private final String lastState;
    /** How long it was waited for. */
    private final Duration elapsed;
    /** The limit that ran out. */
    private final Duration limit;
    /** How often this process looked. */
    private final int looks;
    /** The last lines of the instance's console. */
    private final List<String> consoleTail;

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
        this(what, lastState, elapsed, looks, limit, List.of());
    }

    private WaitTimedOutException(
            String what, String lastState, Duration elapsed, int looks, Duration limit, List<String> consoleTail) {
        super(
                ("waiting for %s ran out after %s (%d looks, limit %s); its last state was '%s'. Find out why, or give this"
                                + " wait more time%s")
                        .formatted(
                                what,
                                elapsed,
                                looks,
                                limit,
                                lastState,
                                consoleTail.isEmpty()
                                        ? ""
                                        : "; its console ends with:\n" + String.join("\n", consoleTail)));
        this.consoleTail = List.copyOf(consoleTail);
        this.what = what;
        this.lastState = lastState;
        this.elapsed = elapsed;
        this.limit = limit;
        this.looks = looks;
    }

    /**
     * {@return the same with the end of the instance's console}
     *
     * @param tail its last lines, oldest first
     */
    public WaitTimedOutException withConsole(List<String> tail) {
        return new WaitTimedOutException(what, lastState, elapsed, looks, limit, tail);
    }

    /** {@return the last lines of the instance's console; empty when it was not read, or nothing was there} */
    public List<String> consoleTail() {
        return consoleTail;
    }

    /** {@return what was waited for} */
    public String what() {
        return what;
    }

    /** {@return what was seen last} */
    public String lastState() {
        return lastState;
    }

    /** {@return how long it was waited for} */
    public Duration elapsed() {
        return elapsed;
    }

    /** {@return the limit that ran out} */
    public Duration limit() {
        return limit;
    }

    /** {@return how often this process looked} */
    public int looks() {
        return looks;
    }
}
