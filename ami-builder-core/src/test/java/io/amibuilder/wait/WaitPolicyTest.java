package io.amibuilder.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WaitPolicyTest {
    private static final WaitPolicy HOUR = WaitPolicy.atMost(Duration.ofHours(1));

    @Test
    void aPauseNeverCrossesTheLimit() {
        assertThat(HOUR.pauseAfter(new Look(9, Duration.ofMinutes(60).minusSeconds(2))))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(HOUR.pauseAfter(new Look(9, Duration.ofMinutes(61)))).isZero();
    }

    @Test
    void theLimitItselfIsOver() {
        assertThat(HOUR.isOver(Duration.ofMinutes(60).minusNanos(1))).isFalse();
        assertThat(HOUR.isOver(Duration.ofMinutes(60))).isTrue();
    }

    @Test
    void growingPausesDoubleUpToTheLongest() {
        Waiter waiter = Waiter.growing(Duration.ofSeconds(2), Duration.ofSeconds(15));
        assertThat(Stream.of(1, 2, 3, 4, 5, 1000))
                .extracting(n -> waiter.pauseAfter(new Look(n, Duration.ZERO)).toSeconds())
                .containsExactly(2L, 4L, 8L, 15L, 15L, 15L);
    }

    @Test
    void pausesMayGrowNoLongerThanTheFirst() {
        Waiter waiter = Waiter.growing(Duration.ofSeconds(2), Duration.ofSeconds(2));
        assertThat(waiter.pauseAfter(new Look(3, Duration.ZERO))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aLimitMustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WaitPolicy.atMost(Duration.ZERO))
                .withMessage("the limit of a wait must be positive, but was PT0S");
    }

    @Test
    void aPauseMustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HOUR.every(Duration.ofSeconds(-1)))
                .withMessage("the pause between two looks must be positive, but was PT-1S");
    }

    @Test
    void limitAndCadenceAreChangedApart() {
        WaitPolicy policy = HOUR.every(Duration.ofSeconds(7)).limit(Duration.ofMinutes(5));

        assertThat(policy).hasToString("at most PT5M, looking every PT7S");
        assertThat(policy.pauseAfter(new Look(1, Duration.ZERO))).isEqualTo(Duration.ofSeconds(7));
        assertThat(policy.isOver(Duration.ofMinutes(5))).isTrue();
        assertThat(policy.pausing(look -> Duration.ofSeconds(3)).pauseAfter(new Look(1, Duration.ZERO)))
                .isEqualTo(Duration.ofSeconds(3));
    }
}
