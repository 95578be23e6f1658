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
    private final Ticks ticks;
    private volatile boolean woken;

    Alarm(String buildId, Time time, Optional<WakeUps> wakeUps, Ticks ticks) {
        this.buildId = buildId;
        this.time = time;
        this.wakeUps = wakeUps;
        this.ticks = ticks;
        wakeUps.ifPresent(calls -> calls.add(this));
    }

    void pause(Duration duration) throws InterruptedException {
        if (wakeUps.isEmpty() && ticks.tick().isEmpty()) {
            time.pause(duration);
            return;
        }
        Instant end = time.now().plus(duration);
        Duration left = duration;
        while (!woken && !left.isNegative() && !left.isZero()) {
            Duration slice = slice(left);
            time.pause(left.compareTo(slice) < 0 ? left : slice);
            left = Duration.between(time.now(), end);
        }
        time.pause(Duration.ZERO); // an interruption is noticed even when there was no pause
        woken = false;
    }

    /** How long nobody needs to be looked after. */
    private Duration slice(Duration left) {
        Duration own = wakeUps.isPresent() ? SLICE : left;
        return ticks.tick().filter(tick -> tick.compareTo(own) < 0).orElse(own);
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
