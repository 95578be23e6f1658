package io.amibuilder.wait;

import java.time.Duration;
import java.util.List;

/**
 * The cadence of a wait: how long to pause before the next look. Implementations must be pure, so that a wait can be
 * replayed; they may be shared by threads.
 */
@FunctionalInterface
public interface Waiter {
    /**
     * How long to pause after this look.
     *
     * @param look the look that has just been taken without finding what was waited for
     * @return a positive duration; the policy's deadline may shorten it
     */
    Duration pauseAfter(Look look);

    /**
     * {@return a cadence with the same pause each time}
     *
     * @param interval the pause; positive
     */
    static Waiter every(Duration interval) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("the pause between two looks must be positive, but was " + interval);
        }
        return new NamedWaiter("every " + interval, look -> interval);
    }

    /**
     * {@return a cadence of pauses that double from {@code first} up to {@code longest}}
     *
     * @param first the pause after the first look; positive
     * @param longest the longest pause; at least {@code first}
     */
    static Waiter growing(Duration first, Duration longest) {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "growing pauses need 0 < first <= longest, but were first=" + first + ", longest=" + longest);
        }
        return new NamedWaiter("after " + first + ", then less and less often, up to every " + longest, look -> {
            int doublings = Math.min(look.number() - 1, 30); // 2^30 of anything is past every deadline
            Duration pause = first.multipliedBy(1L << doublings);
            return pause.compareTo(longest) > 0 ? longest : pause;
        });
    }

    /**
     * {@return a cadence learned from how long the same thing took before: looks are sparse until shortly before the
     * moment at which it was ready earliest, then frequent until well after the latest, then every {@link
     * WaitPolicy#DEFAULT_PAUSE}} What has become faster is found sooner with every build; what fails early is found up
     * to a minute later than with a fixed cadence.
     *
     * @param earlier how long it took, oldest first; when empty the cadence is that of {@link WaitPolicy#atMost}
     */
    static Waiter learned(List<Duration> earlier) {
        return earlier.isEmpty() ? new SteadyWaiter(WaitPolicy.DEFAULT_PAUSE) : new LearnedWaiter(earlier);
    }
}
