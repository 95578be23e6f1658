package io.amibuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.SmokeTestFailedException;
import io.amibuilder.event.BuildEvent;
import io.amibuilder.event.BuildListener;
import io.amibuilder.event.EventText;
import io.amibuilder.publish.PublishFailedException;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.publish.PublishTarget.State;
import io.amibuilder.publish.Publisher;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.RecordingListener;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.SimulatedPublisher;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.wait.WaitPolicy;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishTest {
    private static final Duration TEN = Duration.ofMinutes(10);

    private final VirtualTime time = new VirtualTime();
    private final SimulatedCloud cloud = SimulatedCloud.in(time);
    private final RecordingListener heard = new RecordingListener();

    @Test
    void everyPlaceIsWaitedForAndTold() {
        SimulatedPublisher publisher =
                SimulatedPublisher.in(time).place("eu-central-1", TEN).place("us-east-1", Duration.ZERO);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        AmiResult result = build(publisher)
                .listener(BuildListener.printing(new PrintStream(printed, true, StandardCharsets.UTF_8)))
                .build()
                .run();

        assertThat(result.published())
                .extracting(PublishTarget::place, PublishTarget::state)
                .containsExactly(tuple("eu-central-1", State.DONE), tuple("us-east-1", State.DONE));
        assertThat(result.published()).isEqualTo(publisher.targets(result.image()));
        assertThat(result.elapsed()).isBetween(Duration.ofMinutes(13), Duration.ofMinutes(16));
        assertThat(heard.events(BuildEvent.TargetChanged.class)).hasSize(3);
        assertThat(heard.events().stream().map(EventText::of))
                .containsSubsequence(
                        "terminated instance i-00000000000000001",
                        "publishing: eu-central-1: pending as "
                                + result.published().get(0).image().orElseThrow() + " (the copy is pending)",
                        "image " + result.image() + " named agent-1.0-1 is ready");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("\\+00:1\\d:\\d\\d publishing: eu-central-1: done");
        assertThat(publisher.asked()).allMatch(image -> image.state() == ImageState.AVAILABLE);
        assertThat(publisher.asked().size()).isBetween(10, 20);
    }

    @Test
    void aPlaceThatFailsKeepsNoOtherFromBeingFinishedAndTheImageStays() {
        SimulatedPublisher publisher = SimulatedPublisher.in(time)
                .failing("us-east-1", Duration.ZERO, "the key is disabled")
                .place("eu-central-1", TEN);

        assertThatExceptionOfType(PublishFailedException.class)
                .isThrownBy(() -> build(publisher).build().run())
                .withMessageContaining("us-east-1: failed (the key is disabled); eu-central-1: done as ami-")
                .withMessageEndingWith("repair the cause and run the build again with buildId(\"b\")")
                .satisfies(e -> {
                    assertThat(e.targets()).extracting(PublishTarget::state).containsExactly(State.FAILED, State.DONE);
                    assertThat(e.cleanUp().left()).containsExactly("image " + e.image());
                });
        assertThat(available()).hasSize(1);
        assertThat(cloud.left()).isEmpty();
        assertThat(heard.events(BuildEvent.Failed.class)).hasSize(1);
        assertThat(heard.events(BuildEvent.Succeeded.class)).isEmpty();

        publisher.place("us-east-1", Duration.ZERO);
        AmiResult result = build(publisher).build().run();

        assertThat(result.image()).isEqualTo(available().get(0).id());
        assertThat(result.published()).allMatch(target -> target.state() == State.DONE);
        assertThat(heard.events(BuildEvent.InstanceLaunched.class)).hasSize(1);
    }

    @Test
    void aPlaceThatTakesTooLongIsNamed() {
        SimulatedPublisher publisher = SimulatedPublisher.in(time)
                .place("eu-central-1", Duration.ofHours(5))
                .place("us-east-1", TEN);

        assertThatExceptionOfType(PublishFailedException.class)
                .isThrownBy(() -> build(publisher).build().run())
                .withMessageContaining("eu-central-1: pending")
                .withNoCause();
        assertThat(time.elapsed())
                .isBetween(Duration.ofHours(4), Duration.ofHours(4).plusMinutes(5));
        assertThat(available()).hasSize(1);
    }

    @Test
    void theWaitMayBeSet() {
        SimulatedPublisher publisher = SimulatedPublisher.in(time).place("eu-central-1", Duration.ofHours(5));
        WaitPolicy half = WaitPolicy.atMost(Duration.ofMinutes(30)).every(Duration.ofMinutes(10));

        assertThatExceptionOfType(PublishFailedException.class)
                .isThrownBy(() -> build(publisher).publishWait(half).build().run());
        assertThat(publisher.asked()).hasSize(4);
    }

    @Test
    void aRequestThatMayPassIsRepeated() {
        Deque<Kind> problems = new ArrayDeque<>(List.of(Kind.RETRYABLE, Kind.OUTCOME_UNKNOWN, Kind.NOT_FOUND));

        AmiResult result = build(failing(problems)).build().run();

        assertThat(problems).isEmpty();
        assertThat(result.published()).hasSize(1);
        assertThat(heard.events(BuildEvent.Retried.class)).hasSize(3);
    }

    @Test
    void aRequestThatCannotPassEndsTheBuildAndTheImageStays() {
        assertThatExceptionOfType(PublishFailedException.class)
                .isThrownBy(() -> build(failing(new ArrayDeque<>(List.of(Kind.FINAL))))
                        .build()
                        .run())
                .withCauseInstanceOf(CloudException.class)
                .withMessageContaining("is not published everywhere: CopyImage failed: no; repair")
                .satisfies(e -> assertThat(e.targets()).isEmpty());
        assertThat(available()).hasSize(1);
    }

    @Test
    void anImageThatIsReusedIsPublishedAsWell() {
        SimulatedPublisher publisher = SimulatedPublisher.in(time).place("eu-central-1", TEN);
        AmiBuildBuilder build = build(publisher).reuse(Reuse.IF_SAME_FINGERPRINT);
        build.buildId("one").build().run();

        AmiResult result = build.buildId("two").build().run();

        assertThat(result.reused()).isTrue();
        assertThat(result.published()).hasSize(1);
    }

    @Test
    void anImageThatFailedItsSmokeTestIsNeverPublished() {
        SimulatedPublisher publisher = SimulatedPublisher.in(time).place("eu-central-1", TEN);

        assertThatExceptionOfType(SmokeTestFailedException.class)
                .isThrownBy(() -> build(publisher)
                        .provider(SimulatedCloud.builder(time)
                                .smokeTestFails("60_smoke-test.sh", 1)
                                .build())
                        .smokeTest(SmokeTest.commands("false"))
                        .build()
                        .run());
        assertThat(publisher.asked()).isEmpty();
    }

    @Test
    void aCancelledBuildLeavesItsImage() {
        SimulatedPublisher publisher = SimulatedPublisher.in(time).place("eu-central-1", TEN);
        try (AmiBake bake = build(publisher).build().start()) {
            while (publisher.asked().isEmpty()) {
                time.advance(((Next.Again) bake.step()).pause());
            }
            assertThat(bake.cancel("enough").cleanUp().left())
                    .containsExactly("image " + available().get(0).id());
        }
    }

    @Test
    void thePlanSaysWhereAndHowTheImageIsTested() {
        SimulatedPublisher publisher = SimulatedPublisher.in(time).place("eu-central-1", TEN);

        AmiPlan plan =
                build(publisher).smokeTest(SmokeTest.commands("true")).build().plan();

        assertThat(plan.calls()).hasSize(5);
        assertThat(plan.toString())
                .containsPattern("4\\. test the image on an instance of its own with 1,?\\d{3} bytes of user-data")
                .contains("5. copy the image to eu-central-1");
    }

    private List<ImageStatus> available() {
        return cloud.images(Query.build("b"));
    }

    /** Fails in these ways, then is done at once. */
    private static Publisher failing(Deque<Kind> problems) {
        return new Publisher() {
            @Override
            public List<PublishTarget> publish(ImageStatus image) {
                if (!problems.isEmpty()) {
                    throw new CloudException(problems.pop(), "CopyImage", "", "no", null);
                }
                return List.of(new PublishTarget("here", State.DONE, Optional.of(image.id()), "shared"));
            }

            @Override
            public List<String> plan() {
                return List.of();
            }
        };
    }

    private AmiBuildBuilder build(Publisher publisher) {
        return AmiBuild.builder()
                .source(AmiSource.builder()
                        .part("10_hello.sh", "#!/bin/sh\necho hello\n")
                        .build())
                .name("agent")
                .version("1.0")
                .buildId("b")
                .baseImage(BaseImage.id("ami-0"))
                .provider(cloud)
                .publish(publisher)
                .listener(heard)
                .time(time);
    }
}
