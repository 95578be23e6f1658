package io.amibuilder.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.AmiBuild;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.event.BuildListener;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.wait.WaitPolicy;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressGuideTest {
    @Test
    void theStepsOfAWorkingInstanceArePrinted() {
        VirtualTime time = new VirtualTime();
        SimulatedCloud cloud =
                SimulatedCloud.builder(time).stepsTake(Duration.ofMinutes(5)).build();
        AmiSource source =
                AmiSource.builder().part("10_packages.sh", "#!/bin/sh\ntrue\n").build();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        AmiBuild build =
                build(source, BaseImage.id("ami-0"), cloud, new PrintStream(printed, true, StandardCharsets.UTF_8));

        build.toBuilder().time(time).build().run();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsSubsequence(
                        "the instance began step 10_packages.sh", " is stopped", "the instance said 'succeeded'");
    }

    private static AmiBuild build(AmiSource source, BaseImage baseImage, CloudProvider provider, PrintStream out) {
        // begins
        AmiBuild build = AmiBuild.builder()
                .source(source)
                .name("agent")
                .version("1.4.0")
                .baseImage(baseImage)
                .provider(provider)
                .proofWait(WaitPolicy.atMost(Duration.ofMinutes(10))) // how long its last word may take
                .progressEvery(Duration.ofMinutes(1)) // Duration.ZERO for never
                .listener(BuildListener.printing(out))
                .build();
        // ends
        return build;
    }
}
