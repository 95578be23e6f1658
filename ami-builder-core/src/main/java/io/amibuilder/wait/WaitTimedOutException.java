package io.amibuilder.wait;

import io.amibuilder.error.AmiBuilderException;
import java.time.Duration;
import java.util.List;

/** A wait ran out: what was waited for, its last state, and how long and how often it was looked at. */
public final class WaitTimedOutException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String lastState;
    private final Duration elapsed;
    private final Duration limit;
    private final int looks;
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
        super("waiting for %s ran out after %s (%d looks, limit %s); its last state was '%s'%s"
                .formatted(
                        what,
                        elapsed,
                        looks,
                        limit,
                        lastState,
                        consoleTail.isEmpty()
                                ? ""
                                : ", and its console ends with:\n" + String.join("\n", consoleTail)));
        this.consoleTail = List.copyOf(consoleTail);
        this.what = what;
        this.lastState = lastState;
        this.elapsed = elapsed;
        this.limit = limit;
        this.looks = looks;
    }

    /** The same with the end of the instance's console. */
    public WaitTimedOutException withConsole(List<String> tail) {
        return new WaitTimedOutException(what, lastState, elapsed, looks, limit, tail);
    }

    /** The last lines of the instance's console; empty when it was not read, or nothing was there. */
    public List<String> consoleTail() {
        return consoleTail;
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
