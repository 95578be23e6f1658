package io.amibuilder.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiResult;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.OnFailure;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.SimulatedPublisher;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.wait.Time;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BakePagesTest {
    private final VirtualTime time = new VirtualTime();
    private final SimulatedCloud cloud = SimulatedCloud.in(time);
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    @Test
    void aSourceBecomesAnImage() {
        AmiBuild build = BakePages.root(ContentPages.source(), cloud);
        AmiResult result = build.toBuilder().time(time).build().run();

        assertThat(result.name()).isEqualTo("web");
        assertThat(cloud.image(result.imageName())).isPresent();
    }

    @Test
    void theCloudTellsTheImagesOfAFamily() {
        AmiResult result = build(cloud).run();

        assertThat(BakePages.cloud(cloud))
                .singleElement()
                .satisfies(image -> assertThat(image.id()).isEqualTo(result.image()));
    }

    @Test
    void anErrorTellsWhatIsStillThere() {
        SimulatedCloud failing =
                SimulatedCloud.builder(time).guestFails("10_hello.sh", 3).build();
        BakePages.error(build(failing).toBuilder().onFailure(OnFailure.KEEP).build(), out);

        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("10_hello.sh")
                .contains("still there: instance i-");
    }

    @Test
    void eventsAreHeardByEachListener(@TempDir Path directory) {
        Path page = directory.resolve("bake.html");
        List<String> log = new ArrayList<>();
        BakePages.event(build(cloud), out, page, log).run();

        assertThat(log).first().asString().startsWith("building web 1.0 with ");
        assertThat(said.toString(StandardCharsets.UTF_8)).contains(log.get(0));
        assertThat(page).content().contains("web");
    }

    @Test
    void anImageIsPublishedToEachPlace() {
        SimulatedPublisher publisher = SimulatedPublisher.in(time).place("eu-central-1", Duration.ofMinutes(90));

        AmiResult result = BakePages.publish(build(cloud), publisher);

        assertThat(publisher.targets(result.image())).isEqualTo(result.published());
        assertThat(result.published()).hasSize(1);
    }

    @Test
    void whatAFailedBuildLeftIsSwept() {
        SimulatedCloud hanging = SimulatedCloud.builder(time).guestHangs().build();
        BakePages.error(build(hanging).toBuilder().onFailure(OnFailure.KEEP).build(), out);
        assertThat(hanging.left()).hasSize(1);

        BakePages.sweep(hanging);

        assertThat(hanging.left()).isEmpty();
    }

    @Test
    void virtualTimeTellsHowLongABakeWouldTake() {
        assertThat(BakePages.testing(build(cloud))).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(30));
    }

    @Test
    void looksAtAnImageBecomeRare() {
        Pauses pauses = new Pauses(time, new ArrayList<>());
        BakePages.waiting(build(cloud)).toBuilder().time(pauses).build().run();

        assertThat(pauses.taken())
                .containsSubsequence(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    void ec2Bakes() {
        try (Ec2Server server = new Ec2Server()) {
            SdkSettings.of(server, () -> {
                AmiResult result = BakePages.aws(
                        build(cloud).toBuilder().time(server.time()).build());

                assertThat(server.images(result.buildId())).hasSize(1);
                assertThat(server.requests("RunInstances"))
                        .singleElement()
                        .satisfies(launch -> assertThat(launch).containsEntry("InstanceType", "t3.small"));
            });
        }
    }

    private AmiBuild build(SimulatedCloud on) {
        return AmiBuild.builder()
                .source(AmiSource.builder()
                        .part("10_hello.sh", "#!/bin/sh\ntrue\n")
                        .build())
                .name("web")
                .version("1.0")
                .baseImage(BaseImage.name("linux-base"))
                .provider(on)
                .time(time)
                .build();
    }

    private record Pauses(VirtualTime time, List<Duration> taken) implements Time {
        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            taken.add(duration);
            time.pause(duration);
        }

        @Override
        public boolean isVirtual() {
            return true;
        }
    }
}
