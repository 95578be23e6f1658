package io.amibuilder.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiBuildBuilder;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.guest.GuestFailedException;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.source.AmiSource;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a test plans must be able to happen, or the test would pass without it. */
class PlanningTest {
    private static final AmiSource SAYS_A_STEP = AmiSource.builder()
            .part("10_a.sh", "#!/bin/sh\nsh /run/ami-builder/step 'build wheels'\n")
            .part("20_b.cfg", "#cloud-config\nruncmd: ['true']\n")
            .build();

    private final VirtualTime time = new VirtualTime();

    @Test
    void aFaultOfARequestThatIsNeverMadeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultyCloud.Plan.first("RunInstance", Fault.ANSWER_LOST))
                .withMessageContaining("RunInstances")
                .withMessageEndingWith("but was of 'RunInstance'");
    }

    @Test
    void aFailureOfAStepThatIsNotThereIsRefused() {
        SimulatedCloud cloud =
                SimulatedCloud.builder(time).guestFails("10_helo.sh", 1).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> build(cloud).build().run())
                .withMessage("guestFails needs a step of the user-data, which are [10_hello.sh], but was given"
                        + " '10_helo.sh'");
    }

    @Test
    void aFailureOfAStepThatAScriptSaysIsPlanned() {
        SimulatedCloud cloud =
                SimulatedCloud.builder(time).guestFails("build wheels", 7).build();
        AmiBuildBuilder build = build(cloud).source(SAYS_A_STEP);

        assertThatExceptionOfType(GuestFailedException.class)
                .isThrownBy(() -> build.build().run())
                .withMessageContaining("build wheels");
    }

    @Test
    void theStepsOfASimulatedGuestAreThoseOfTheUser() {
        SimulatedCloud cloud =
                SimulatedCloud.builder(time).guestFails("none", 7).build();
        AmiBuildBuilder build = build(cloud).source(SAYS_A_STEP);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> build.build().run())
                .withMessageContaining("[10_a.sh, build wheels, 20_b.cfg]");
    }

    @Test
    void aBuildTakesTheTimeOfItsCloud() {
        SimulatedCloud cloud = SimulatedCloud.in(time);

        assertThat(build(cloud).build().run().elapsed())
                .isEqualTo(time.elapsed())
                .isPositive();
        FaultyCloud far = new FaultyCloud(cloud, time, (request, operation) -> Fault.NONE);
        Duration before = time.elapsed();
        build(far).version("2").build().run();
        assertThat(time.elapsed()).isGreaterThan(before);
    }

    @Test
    void aCloudWithoutAStoreSaysWhyNothingCanBeFetched() {
        byte[] noise = new byte[40_000];
        new Random(1).nextBytes(noise);
        AmiBuildBuilder build = build(SimulatedCloud.in(time))
                .source(AmiSource.builder()
                        .fs(FileTree.builder().file("opt/noise", noise, 0644).build())
                        .build())
                .storage(new InMemoryArtifactStore());

        assertThatExceptionOfType(GuestFailedException.class)
                .isThrownBy(() -> build.build().run())
                .withMessageContaining("fetch")
                .withMessageContaining("this cloud has no store to fetch from");
    }

    private static AmiBuildBuilder build(CloudProvider cloud) {
        return AmiBuild.builder()
                .source(AmiSource.builder()
                        .part("10_hello.sh", "#!/bin/sh\ntrue\n")
                        .build())
                .name("agent")
                .version("1")
                .baseImage(BaseImage.name("linux"))
                .provider(cloud);
    }
}
