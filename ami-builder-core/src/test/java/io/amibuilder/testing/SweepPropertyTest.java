package io.amibuilder.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.sweep.SweepItem;
import io.amibuilder.sweep.SweepPlan;
import io.amibuilder.sweep.Sweeper;
import org.junit.jupiter.api.Test;

/** Random worlds: what lives or is not ours survives every sweep, and what has expired survives none. */
class SweepPropertyTest {
    private static final int SEEDS = Integer.getInteger("ami.sweep.seeds", 2_000);

    @Test
    void everythingExpiredGoesAndNothingElseDoes() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            RandomWorld world = new RandomWorld(seed);
            Sweeper sweeper = Sweeper.of(world.network(), world.time);
            SweepPlan plan = world.tries(sweeper::plan);
            assertThat(plan.items().stream().map(SweepItem::id))
                    .as("the plan of seed %d%n%s", seed, world)
                    .containsExactlyInAnyOrderElementsOf(world.expired);

            world.changeSomething();
            sweepUntilQuiet(sweeper, world);

            assertThat(world.standing())
                    .as("what stands after the sweep of seed %d%n%s", seed, world)
                    .containsExactlyInAnyOrderElementsOf(world.mustStand);
        }
    }

    /** As a schedule would: again and again. The network fails now and then, and what fails is taken up next time. */
    private static void sweepUntilQuiet(Sweeper sweeper, RandomWorld world) {
        SweepPlan plan = world.tries(sweeper::plan);
        for (int round = 0; !plan.isEmpty() && round < 100; round++) {
            sweeper.sweep(plan);
            plan = world.tries(sweeper::plan);
        }
        world.time.advance(RandomWorld.SHUT_DOWN);
    }
}
