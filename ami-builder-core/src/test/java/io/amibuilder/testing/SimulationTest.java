package io.amibuilder.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Thousands of histories in virtual time; one that breaks a promise is printed with its seed and replays exactly. */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("ami.simulation.seeds", 4_000);
    private static final int WRITTEN_SEEDS = SEEDS / 10; // a checkpoint after every step takes ten times as long

    @Test
    void thePromisesHoldWhateverFails() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Simulation simulation = new Simulation(seed).run();
            assertThat(Judge.verdict(simulation))
                    .as("seed %d%n%s", seed, String.join("\n", simulation.trace))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Driver.class,
            names = {"TAKES_A_CHECKPOINT", "KEEPS_A_CHECKPOINT"})
    void theyHoldForWhoWritesDownEveryStep(Driver driver) {
        for (long seed = 1; seed <= WRITTEN_SEEDS; seed++) {
            Simulation simulation = new Simulation(seed, driver).run();
            assertThat(Judge.verdict(simulation))
                    .as("seed %d%n%s", seed, String.join("\n", simulation.trace))
                    .isEmpty();
        }
    }

    @Test
    void aBakeGoesOnFromItsCheckpointAsIfNothingHadHappened() {
        int compared = 0;
        for (long seed = 1; seed <= WRITTEN_SEEDS / 4; seed++) {
            Simulation kept = new Simulation(seed, Driver.TAKES_A_CHECKPOINT);
            if (kept.crashRate == 0) { // else what is lost differs
                compared++;
                assertThat(new Simulation(seed, Driver.KEEPS_A_CHECKPOINT).run().trace)
                        .as("seed %d", seed)
                        .isEqualTo(kept.run().trace);
            }
        }
        assertThat(compared).isGreaterThan(WRITTEN_SEEDS / 20);
    }

    @Test
    void aSeedReplaysExactly() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(new Simulation(seed).run().trace).isEqualTo(new Simulation(seed).run().trace);
        }
    }
}
