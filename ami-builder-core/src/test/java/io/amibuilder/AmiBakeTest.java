package io.amibuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.Query;
import io.amibuilder.guest.GuestFailedException;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Somebody else drives. */
class AmiBakeTest {
    private final VirtualTime time = new VirtualTime();

    @Test
    void anotherDriverBakesTheSameImage() {
        SimulatedCloud cloud = SimulatedCloud.in(time);

        AmiResult result = drive(build(cloud, "b"));

        assertThat(result.imageName()).isEqualTo("agent-1.0-1");
        assertThat(result.buildId()).isEqualTo("b");
        assertThat(result.elapsed()).isEqualTo(time.elapsed());
        assertThat(cloud.left()).isEmpty();
    }

    /** The example in the Javadoc of {@link AmiBake}. */
    private AmiResult drive(AmiBuild build) {
        try (AmiBake bake = build.start()) {
            Next next = bake.step();
            while (next instanceof Next.Again again) {
                time.advance(again.pause());
                next = bake.step();
            }
            return ((Next.Done) next).result();
        }
    }

    @Test
    void aDriverThatDiesAgainAndAgainEndsWithOneImage() {
        SimulatedCloud cloud = SimulatedCloud.in(time);
        Next next = new Next.Again(Duration.ZERO);
        for (int lives = 0; next instanceof Next.Again && lives < 10; lives++) {
            try (AmiBake bake = build(cloud, "b").start()) {
                for (int steps = 0; next instanceof Next.Again again && steps < 25; steps++) {
                    time.advance(again.pause());
                    next = bake.step();
                }
            }
        }
        assertThat(next).isInstanceOf(Next.Done.class);
        assertThat(cloud.images(Query.build("b"))).hasSize(1);
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aCancelledBakeLeavesNothingRunning() {
        SimulatedCloud cloud = SimulatedCloud.in(time);
        try (AmiBake bake = build(cloud, "b").start()) {
            bake.step();
            assertThat(cloud.left()).hasSize(1);

            assertThat(bake.cancel("the job was aborted"))
                    .hasMessage("build b was cancelled: the job was aborted")
                    .satisfies(e -> assertThat(e.cleanUp().removed()).hasSize(1));
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aStepThatFailsHasCleanedUp() {
        SimulatedCloud cloud =
                SimulatedCloud.builder(time).guestFails("10_hello.sh", 7).build();

        assertThatExceptionOfType(GuestFailedException.class).isThrownBy(() -> drive(build(cloud, "b")));
        assertThat(cloud.left()).isEmpty();
    }

    private AmiBuild build(SimulatedCloud cloud, String id) {
        return AmiBuild.builder()
                .source(AmiSource.builder()
                        .part("10_hello.sh", "#!/bin/sh\necho hello\n")
                        .build())
                .name("agent")
                .version("1.0")
                .baseImage(BaseImage.id("ami-0"))
                .provider(cloud)
                .time(time)
                .buildId(id)
                .build();
    }
}
