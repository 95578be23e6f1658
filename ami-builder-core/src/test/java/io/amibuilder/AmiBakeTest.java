package io.amibuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.Query;
import io.amibuilder.event.BuildEvent;
import io.amibuilder.guest.GuestFailedException;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.Fault;
import io.amibuilder.testing.FaultyCloud;
import io.amibuilder.testing.InMemoryArtifactStore;
import io.amibuilder.testing.RecordingListener;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.wait.WaitTimedOutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
                for (int steps = 0; next instanceof Next.Again again && steps < 100; steps++) {
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
    void aNewBakeForEveryStepMakesTheSameImageWithTheSameThreeChanges() {
        List<String> changes = new ArrayList<>();
        FaultyCloud cloud = new FaultyCloud(SimulatedCloud.in(time), time, (request, operation) -> {
            if (!operation.startsWith("Describe") && !operation.startsWith("Get")) {
                changes.add(operation);
            }
            return Fault.NONE;
        });

        AmiResult result = relay(build(cloud, "b"));

        assertThat(result.imageName()).isEqualTo("agent-1.0-1");
        assertThat(result.elapsed()).isEqualTo(time.elapsed());
        assertThat(changes).containsExactly("RunInstances", "CreateImage", "TerminateInstances");
    }

    @Test
    void aRootfsIsStoredOnceAndAGuestThatSaysNothingIsGivenUpInTime() {
        InMemoryArtifactStore store = new InMemoryArtifactStore();
        RecordingListener listener = new RecordingListener();
        SimulatedCloud cloud =
                SimulatedCloud.builder(time).store(store).guestHangs().build();
        byte[] large = new byte[40_000];
        new SplittableRandom(1).nextBytes(large);
        AmiBuild whole = build(cloud, "b").toBuilder()
                .source(AmiSource.builder()
                        .fs(FileTree.builder().file("opt/large", large, 0644).build())
                        .build())
                .storage(store)
                .listener(listener)
                .build();
        AmiBuild build = whole.toBuilder().compiled(whole.compile()).build();

        assertThatExceptionOfType(WaitTimedOutException.class).isThrownBy(() -> relay(build));

        assertThat(listener.events())
                .filteredOn(BuildEvent.RootfsStored.class::isInstance)
                .hasSize(1);
        assertThat(listener.events())
                .filteredOn(BuildEvent.Started.class::isInstance)
                .hasSize(1);
        assertThat(cloud.left()).isEmpty();
    }

    private AmiResult relay(AmiBuild build) {
        String checkpoint;
        try (AmiBake bake = build.start()) {
            checkpoint = bake.checkpoint();
        }
        Next next = new Next.Again(Duration.ZERO);
        while (next instanceof Next.Again again) {
            time.advance(again.pause());
            try (AmiBake bake = build.resume(checkpoint)) {
                next = bake.step();
                checkpoint = bake.checkpoint();
            }
        }
        return ((Next.Done) next).result();
    }

    @Test
    void aCheckpointOfAnotherBuildIsRefused() {
        SimulatedCloud cloud = SimulatedCloud.in(time);
        try (AmiBake bake = build(cloud, "b").start()) {
            String checkpoint = bake.checkpoint();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> build(cloud, "c").resume(checkpoint))
                    .withMessage("the checkpoint must be of build 'c', but is of 'b'; give each build its own");
        }
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

    @Test
    void aBuildThatReusesImagesStillEndsTheInstanceOfItsOwn() throws Exception {
        SimulatedCloud cloud = SimulatedCloud.in(time);
        AmiBuild build =
                build(cloud, "b").toBuilder().reuse(Reuse.IF_SAME_FINGERPRINT).build();
        try (AmiBake dies = build.start()) {
            while (cloud.images(Query.build("b")).stream().noneMatch(image -> image.state() == ImageState.AVAILABLE)) {
                time.advance(((Next.Again) dies.step()).pause());
            }
        }

        AmiResult result = drive(build);

        assertThat(result.reused()).isFalse();
        assertThat(cloud.images(Query.build("b"))).hasSize(1);
        assertThat(cloud.left()).isEmpty();
    }

    private AmiBuild build(CloudProvider cloud, String id) {
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
