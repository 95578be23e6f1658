package io.amibuilder.wait;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** See {@link Waiter#learned}. */
final class LearnedWaiter implements Waiter {
    /** A source changes, so what was long ago says little. */
    private static final int LATEST = 5;
    /** What has become faster by a fifth is still looked for in time. */
    private static final double EARLY = 0.8;
    /** Half as much again as ever before is not late but something else. */
    private static final double LATE = 1.5;
    /** Meanwhile only a failure could be seen, and it should not stay unseen for long. */
    private static final Duration SPARSE = Duration.ofMinutes(1);
    /** What a build loses at the end on average is half of this. */
    private static final Duration FREQUENT = Duration.ofSeconds(2);

    private final Duration from;
    private final Duration to;

    LearnedWaiter(List<Duration> earlier) {
        List<Duration> latest = earlier.subList(Math.max(0, earlier.size() - LATEST), earlier.size());
        this.from = times(Collections.min(latest), EARLY);
        this.to = times(Collections.max(latest), LATE);
    }

    @Override
    public Duration pauseAfter(Look look) {
        if (look.elapsed().compareTo(to) > 0) {
            return WaitPolicy.DEFAULT_PAUSE;
        }
        Duration left = from.minus(look.elapsed());
        Duration pause = left.compareTo(SPARSE) > 0 ? SPARSE : left;
        return pause.compareTo(FREQUENT) > 0 ? pause : FREQUENT;
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofMillis((long) (duration.toMillis() * factor));
    }

    @Override
    public String toString() {
        return "mostly from " + from + " to " + to;
    }
}
