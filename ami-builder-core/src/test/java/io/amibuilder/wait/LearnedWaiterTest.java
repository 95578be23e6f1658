package io.amibuilder.wait;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnedWaiterTest {
    private static final List<Duration> TEN_MINUTES =
            List.of(Duration.ofMinutes(11), Duration.ofMinutes(10), Duration.ofSeconds(630));

    @Test
    void withoutAHistoryTheCadenceIsTheUsualOne() {
        assertThat(Waiter.learned(List.of()).pauseAfter(new Look(7, Duration.ofMinutes(5))))
                .isEqualTo(WaitPolicy.DEFAULT_PAUSE);
    }

    @Test
    void looksAreSparseUntilShortlyBeforeTheEarliestMomentThenFrequent() {
        Waiter waiter = Waiter.learned(TEN_MINUTES);

        assertThat(pause(waiter, 0)).isEqualTo(60);
        assertThat(pause(waiter, 450)).isEqualTo(30); // to 480 s, a fifth before the earliest
        assertThat(pause(waiter, 480)).isEqualTo(2);
        assertThat(pause(waiter, 990)).isEqualTo(2);
        assertThat(pause(waiter, 991)).isEqualTo(5); // half as much again as the latest
    }

    @Test
    void itSaysWhenItLooksMost() {
        assertThat(Waiter.learned(TEN_MINUTES)).hasToString("mostly from PT8M to PT16M30S");
    }

    @Test
    void aThingOfTenMinutesIsFoundWithinTwoSecondsByFarFewerLooks() {
        assertThat(looks(Waiter.learned(TEN_MINUTES), Duration.ofMinutes(10)))
                .hasSize(69)
                .last()
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(looks(WaitPolicy.atMost(Duration.ofHours(1)).waiter(), Duration.ofMinutes(10)))
                .hasSize(219);
    }

    @Test
    void whatHasBecomeFasterIsFoundSoonerWithEveryBuild() {
        List<Duration> history = new ArrayList<>(TEN_MINUTES);
        for (int build = 0; build < 12; build++) {
            List<Duration> looks = looks(Waiter.learned(history), Duration.ofSeconds(100));
            history.add(looks.get(looks.size() - 1));
        }
        assertThat(history.get(history.size() - 1)).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(102));
    }

    @Test
    void onlyTheLatestFiveCount() {
        List<Duration> history = new ArrayList<>(List.of(Duration.ofSeconds(1)));
        history.addAll(List.of(Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMinutes(10)));
        history.addAll(List.of(Duration.ofMinutes(10), Duration.ofMinutes(10)));

        assertThat(pause(Waiter.learned(history), 10)).isEqualTo(60);
    }

    /** When it is looked at something that is ready after this time. */
    private static List<Duration> looks(Waiter waiter, Duration ready) {
        List<Duration> looks = new ArrayList<>(List.of(Duration.ZERO));
        Duration at = Duration.ZERO;
        while (at.compareTo(ready) < 0) {
            at = at.plus(waiter.pauseAfter(new Look(looks.size(), at)));
            looks.add(at);
        }
        return looks;
    }

    private static long pause(Waiter waiter, long elapsedSeconds) {
        return waiter.pauseAfter(new Look(2, Duration.ofSeconds(elapsedSeconds)))
                .toSeconds();
    }
}
