package io.amibuilder.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Moments as percent of the width of a chart. */
final class TimeScale {
    private static final long[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400
    };
    private static final int TICKS = 7; // labels of eight characters, beside each other on a telephone
    private static final double NEAR_THE_END = 94; // there a label would not fit

    private final Instant from;
    private final double millis;

    TimeScale(Instant from, Instant to) {
        this.from = from;
        this.millis = Math.max(1, Duration.between(from, to).toMillis());
    }

    double at(Instant moment) {
        double percent = 100 * Duration.between(from, moment).toMillis() / millis;
        return Math.max(0, Math.min(100, percent));
    }

    /** Round moments, at least a second apart. */
    List<Duration> ticks() {
        long seconds = (long) (millis / 1000);
        long step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0 && seconds / STEPS[i] < TICKS; i--) {
            step = STEPS[i];
        }
        step = Math.max(step, (seconds / TICKS / 86400) * 86400);
        List<Duration> ticks = new ArrayList<>(List.of(Duration.ZERO));
        for (long at = step; at(from.plusSeconds(at)) < NEAR_THE_END; at += step) {
            ticks.add(Duration.ofSeconds(at));
        }
        return ticks;
    }

    double at(Duration since) {
        return at(from.plus(since));
    }
}
