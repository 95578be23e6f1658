package io.amibuilder.wait;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The only place in the library that reads the clock or sleeps. */
enum SystemTime implements Time {
    INSTANCE;

    private final Clock clock = Clock.systemUTC();

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(Math.max(0, duration.toMillis()));
    }
}
