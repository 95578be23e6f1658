package io.amibuilder.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Thousands of histories in virtual time; one that breaks a promise is printed with its seed and replays exactly. */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("ami.simulation.seeds", 20_000);

    @Test
    void thePromisesHoldWhateverFails() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Simulation simulation = new Simulation(seed).run();
            assertThat(Judge.verdict(simulation))
                    .as("seed %d%n%s", seed, String.join("\n", simulation.trace))
                    .isEmpty();
        }
    }

    @Test
    void aSeedReplaysExactly() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(new Simulation(seed).run().trace).isEqualTo(new Simulation(seed).run().trace);
        }
    }
}
