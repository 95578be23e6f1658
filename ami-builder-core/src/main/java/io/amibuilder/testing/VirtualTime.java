package io.amibuilder.testing;

import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;

/** Time that passes only when somebody pauses: hours take no time at all. Safe for use by several threads. */
public final class VirtualTime implements Time {
    // Any moment would do; this one is easy to read in a log
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = START;

    /** Time that begins on 2026-01-01 at midnight, UTC. */
    public VirtualTime() {}

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted in virtual time");
        }
        advance(duration);
    }

    @Override
    public boolean isVirtual() {
        return true;
    }

    /**
     * Lets time pass; nothing happens when the duration is negative.
     *
     * @param duration how much
     */
    public synchronized void advance(Duration duration) {
        if (!duration.isNegative()) {
            now = now.plus(duration);
        }
    }

    /** {@return how much time has passed since the beginning} */
    public synchronized Duration elapsed() {
        return Duration.between(START, now);
    }

    @Override
    public String toString() {
        return "virtual time " + now() + ", " + elapsed().toSeconds() + " seconds after its beginning";
    }
}
