package io.amibuilder.wait;

import java.time.Duration;
import java.time.Instant;

/**
 * Where the present comes from and how it passes. {@link #system()} is the real one; tests use a virtual one, in which
 * hours pass at once. Implementations are safe for use by several threads.
 */
public interface Time {
    /** {@return the present moment} */
    Instant now();

    /**
     * Lets this much time pass.
     *
     * @param duration how long; zero or negative returns at once
     * @throws InterruptedException when the thread is interrupted before or while it waits
     */
    void pause(Duration duration) throws InterruptedException;

    /**
     * {@return whether this time passes only when somebody pauses} Then a fleet does everything on the thread that runs
     * it, so that it does the same each time.
     */
    default boolean isVirtual() {
        return false;
    }

    /** {@return the computer's own clock and the thread's own sleep} */
    static Time system() {
        return SystemTime.INSTANCE;
    }
}
