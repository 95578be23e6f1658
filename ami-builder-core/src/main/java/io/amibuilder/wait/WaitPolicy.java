package io.amibuilder.wait;

import java.time.Duration;

/**
 * How long a wait may last and how often to look meanwhile. The limit is a duration, never a number of attempts. A
 * value; derive others with {@link #pausing(Waiter)} and {@link #limit(Duration)}.
 *
 * @param limit how long the wait may last in all; positive
 * @param waiter the cadence of the looks
 */
public record WaitPolicy(Duration limit, Waiter waiter) {
    /**
     * Five seconds, the longest pause of the usual cadence: an image or instance takes minutes, and a look costs one filtered
     * describe call.
     */
    public static final Duration DEFAULT_PAUSE = Duration.ofSeconds(5);

    /**
     * Checks the limit.
     *
     * @param limit how long the wait may last in all
     * @param waiter the cadence of the looks
     */
    public WaitPolicy {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("the limit of a wait must be positive, but was " + limit);
        }
    }

    /**
     * Waits at most this long, with the usual cadence: each pause is a sixtieth of the wait so far, but at least a
     * second and at most {@link #DEFAULT_PAUSE}.
     *
     * @param limit how long the wait may last in all; positive
     * @return the policy
     */
    public static WaitPolicy atMost(Duration limit) {
        return new WaitPolicy(limit, new SteadyWaiter(DEFAULT_PAUSE));
    }

    /**
     * {@return the same limit with another cadence}
     *
     * @param cadence tells each pause
     */
    public WaitPolicy pausing(Waiter cadence) {
        return new WaitPolicy(limit, cadence);
    }

    /**
     * {@return the same limit with a fixed pause between looks}
     *
     * @param interval the pause; positive
     */
    public WaitPolicy every(Duration interval) {
        return pausing(Waiter.every(interval));
    }

    /**
     * {@return the same cadence with another limit}
     *
     * @param other how long the wait may last in all; positive
     */
    public WaitPolicy limit(Duration other) {
        return new WaitPolicy(other, waiter);
    }

    /**
     * The pause after this look: the cadence's, cut so that the next look is not taken after the limit.
     *
     * @param look when it was taken, counted from the beginning of the wait
     * @return a duration of at least zero
     */
    public Duration pauseAfter(Look look) {
        Duration left = limit.minus(look.elapsed());
        Duration pause = waiter.pauseAfter(look);
        if (left.compareTo(pause) < 0) {
            return left.isNegative() ? Duration.ZERO : left;
        }
        return pause;
    }

    /**
     * {@return whether a wait that has lasted this long has run out}
     *
     * @param elapsed how long it has lasted
     */
    public boolean isOver(Duration elapsed) {
        return elapsed.compareTo(limit) >= 0;
    }

    @Override
    public String toString() {
        boolean unnamed = waiter.getClass().isHidden(); // a lambda, which has nothing to say
        return "at most " + limit + (unnamed ? "" : ", looking " + waiter);
    }
}
