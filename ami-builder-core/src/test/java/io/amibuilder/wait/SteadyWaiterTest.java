package io.amibuilder.wait;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SteadyWaiterTest {
    private final WaitPolicy usual = WaitPolicy.atMost(Duration.ofHours(1));

    @Test
    void aWaitBeginsWithASecondBetweenLooks() {
        assertThat(pauseAfter(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pauseAfter(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void pausesGrowWithTheWaitUpToFiveSeconds() {
        assertThat(pauseAfter(Duration.ofSeconds(150))).isEqualTo(Duration.ofMillis(2500));
        assertThat(pauseAfter(Duration.ofSeconds(300))).isEqualTo(WaitPolicy.DEFAULT_PAUSE);
        assertThat(pauseAfter(Duration.ofMinutes(40))).isEqualTo(WaitPolicy.DEFAULT_PAUSE);
    }

    @Test
    void noLookIsTakenAfterTheLimit() {
        assertThat(pauseAfter(Duration.ofMinutes(60).minusMillis(300))).isEqualTo(Duration.ofMillis(300));
    }

    private Duration pauseAfter(Duration elapsed) {
        return usual.pauseAfter(new Look(9, elapsed));
    }
}
