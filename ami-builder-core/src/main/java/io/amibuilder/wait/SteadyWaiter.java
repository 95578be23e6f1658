package io.amibuilder.wait;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * The cadence of who knows nothing of what is waited for: what has taken long will take longer, so that the pauses grow with
 * the wait, as a share of it.
 */
final class SteadyWaiter implements Waiter {
    /** EC2's own answers lag by about a second. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** What is ready is seen late by half a pause on average: by less than a hundredth of the wait. */
    private static final int SHARE = 60;

    private final Duration longest;

    SteadyWaiter(Duration longest) {
        this.longest = longest;
    }

    @Override
    public Duration pauseAfter(Look look) {
        Duration pause = look.elapsed().dividedBy(SHARE).truncatedTo(ChronoUnit.MILLIS);
        if (pause.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
