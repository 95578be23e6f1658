package io.amibuilder;

import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The pauses of one build in {@code run()}, which an outside event may end. */
final class Alarm implements WakeUps.Sleeper, AutoCloseable {
    /**
     * How long an event may go unnoticed. A pause is taken in slices of this length, so that any {@link Time}, a virtual one
     * as well, can be cut short without being interrupted; events themselves are seconds late, so a shorter one gains
     * nothing.
     */
    static final Duration SLICE = Duration.ofSeconds(1);

    private final String buildId;
    private final Time time;
    private final Optional<WakeUps> wakeUps;
    private volatile boolean woken;

    Alarm(String buildId, Time time, Optional<WakeUps> wakeUps) {
        this.buildId = buildId;
        this.time = time;
        this.wakeUps = wakeUps;
        wakeUps.ifPresent(calls -> calls.add(this));
    }

    void pause(Duration duration) throws InterruptedException {
        if (wakeUps.isEmpty()) {
            time.pause(duration);
            return;
        }
        Instant end = time.now().plus(duration);
        Duration left = duration;
        while (!woken && !left.isNegative() && !left.isZero()) {
            time.pause(left.compareTo(SLICE) < 0 ? left : SLICE);
            left = Duration.between(time.now(), end);
        }
        time.pause(Duration.ZERO); // an interruption is noticed even when there was no pause
        woken = false;
    }

    @Override
    public String buildId() {
        return buildId;
    }

    @Override
    public void wake() {
        woken = true;
    }

    @Override
    public void close() {
        wakeUps.ifPresent(calls -> calls.remove(this));
    }
}
