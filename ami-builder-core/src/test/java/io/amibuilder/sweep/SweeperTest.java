package io.amibuilder.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Placement;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import io.amibuilder.testing.Fault;
import io.amibuilder.testing.FaultyCloud;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.userdata.Userdata;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweeperTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Query OURS = Query.tagged(AmiTags.BUILD_ID);

    private final VirtualTime time = new VirtualTime();
    private final SimulatedCloud cloud = SimulatedCloud.in(time);
    private final SimulatedCloud failing =
            SimulatedCloud.builder(time).imagesFail().build();
    private final Sweeper sweeper = Sweeper.of(cloud, time);
    private int launches;

    @Test
    void anExpiredInstanceGoesWithItsVolume() {
        InstanceId instance = launch(cloud, "b", DAY);
        time.advance(DAY.plusSeconds(1));

        SweepPlan plan = sweeper.plan();

        assertThat(plan.items())
                .containsExactly(new SweepItem(
                        SweepItem.Kind.INSTANCE, instance.value(), "b", "expired at 2026-01-02T00:00:00Z"));
        assertThat(cloud.left()).as("a plan does nothing").containsExactly(instance);
        assertThat(sweeper.sweep(plan)).isEqualTo(new SweepReport(plan.items(), List.of(), List.of()));
        time.advance(Duration.ofMinutes(1));
        assertThat(cloud.left()).isEmpty();
        assertThat(cloud.resources(OURS)).isEmpty();
        assertThat(sweeper.plan().isEmpty()).isTrue();
    }

    @Test
    void anInstanceThatExpiresThisVeryMomentIsLeft() {
        launch(cloud, "b", DAY);
        time.advance(DAY);

        assertThat(sweeper.plan().isEmpty()).isTrue();
    }

    @Test
    void whatIsNotOursIsNeverTouched() {
        InstanceId foreign = cloud.launch(request("", Map.of(AmiTags.EXPIRES, "2000-01-01T00:00:00Z")));
        cloud.keepVolumeOf(foreign);
        cloud.terminate(foreign);
        time.advance(DAY.multipliedBy(30));

        assertThat(sweeper.plan().isEmpty()).isTrue();
        assertThat(cloud.resources(Query.tagged(AmiTags.EXPIRES))).hasSize(1);
    }

    @Test
    void anInstanceThatDoesNotSayWhenItExpiresIsLeftAndTold() {
        InstanceId silent = cloud.launch(request("b", Map.of(AmiTags.BUILD_ID, "b")));
        InstanceId odd = cloud.launch(request("b", Map.of(AmiTags.BUILD_ID, "b", AmiTags.EXPIRES, "soon")));
        time.advance(DAY.multipliedBy(30));

        SweepPlan plan = sweeper.plan();

        assertThat(plan.items()).isEmpty();
        assertThat(plan.unclear())
                .containsExactly(
                        "instance " + silent + " of build b: it has no tag ami-builder:expires; look at it yourself",
                        "instance " + odd + " of build b: its tag ami-builder:expires is not a moment as in"
                                + " 2026-01-02T03:04:05Z: soon; look at it yourself");
    }

    @Test
    void anExpiredVolumeIsSweptWhenNothingHoldsIt() {
        InstanceId instance = launch(cloud, "b", DAY);
        cloud.keepVolumeOf(instance);
        cloud.terminate(instance);
        time.advance(Duration.ofMinutes(1));
        assertThat(sweeper.plan().isEmpty()).as("not expired").isTrue();
        time.advance(DAY);

        SweepPlan plan = sweeper.plan();

        assertThat(plan.items()).extracting(SweepItem::kind).containsExactly(SweepItem.Kind.VOLUME);
        assertThat(plan.items().get(0).why()).isEqualTo("attached to nothing and expired at 2026-01-02T00:00:00Z");
        assertThat(sweeper.sweep(plan).removed()).isEqualTo(plan.items());
        assertThat(cloud.resources(OURS)).isEmpty();
    }

    @Test
    void anImageThatFailedGoesWithItsSnapshotWhenItIsOld() {
        Sweeper sweeper = Sweeper.of(failing, time);
        ImageId image = image(failing, "b");
        time.advance(Sweeper.DEFAULT_IMAGE_AGE);
        assertThat(sweeper.plan().isEmpty()).as("not old enough").isTrue();
        time.advance(Duration.ofSeconds(1));

        SweepPlan plan = sweeper.plan();

        assertThat(plan.items())
                .containsExactly(new SweepItem(
                        SweepItem.Kind.IMAGE,
                        image.value(),
                        "b",
                        "failed and older than 48 hours: made at 2026-01-01T00:00:00Z"));
        assertThat(sweeper.sweep(plan).removed()).hasSize(1);
        assertThat(failing.images(OURS)).isEmpty();
        assertThat(failing.resources(OURS)).noneMatch(disk -> disk.kind() == ResourceStatus.Kind.SNAPSHOT);
    }

    @Test
    void anAvailableImageAndItsSnapshotStayForEver() {
        image(cloud, "b");
        time.advance(DAY.multipliedBy(1000));

        assertThat(sweeper.plan().items()).isEmpty();
        assertThat(cloud.images(OURS)).extracting(i -> i.state()).containsExactly(ImageState.AVAILABLE);
    }

    @Test
    void aSnapshotWithoutImageIsSweptWhenItIsOld() {
        ImageId image = image(cloud, "b");
        cloud.keepSnapshotOf(image);
        cloud.discard(image);
        time.advance(Sweeper.DEFAULT_IMAGE_AGE);
        assertThat(sweeper.plan().isEmpty()).isTrue();
        time.advance(Duration.ofSeconds(1));

        SweepPlan plan = sweeper.plan();

        assertThat(plan.toString())
                .isEqualTo("would remove snapshot snap-00000000000000002 of build b: no image is made of it and it is"
                        + " older than 48 hours: made at 2026-01-01T00:00:00Z");
        assertThat(sweeper.sweep(plan).removed()).isEqualTo(plan.items());
        assertThat(cloud.resources(OURS)).noneMatch(disk -> disk.kind() == ResourceStatus.Kind.SNAPSHOT);
    }

    @Test
    void whatChangedSinceThePlanIsSkipped() {
        InstanceId gone = launch(cloud, "b", DAY);
        time.advance(DAY.plusSeconds(1));
        SweepPlan plan = sweeper.plan();
        cloud.terminate(gone);
        SweepItem unknown = new SweepItem(SweepItem.Kind.SNAPSHOT, "snap-1", "b", "old");
        ImageId available = image(cloud, "c");
        SweepItem wrong = new SweepItem(SweepItem.Kind.IMAGE, available.value(), "c", "failed");

        SweepReport report = sweeper.sweep(new SweepPlan(List.of(plan.items().get(0), unknown, wrong), List.of()));

        assertThat(report.removed()).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.skipped())
                .extracting(SweepReport.Skipped::why)
                .containsExactly(
                        "somebody may need it now, or it is gone",
                        "it is gone, or no longer carries the build's id",
                        "somebody may need it now, or it is gone");
        assertThat(cloud.images(OURS)).hasSize(1);
    }

    @Test
    void oneFailingRemovalDoesNotStopTheOthers() {
        launch(cloud, "a", DAY);
        InstanceId second = launch(cloud, "b", DAY);
        time.advance(DAY.plusSeconds(1));
        boolean[] refuse = {true};
        FaultyCloud network = new FaultyCloud(cloud, time, (request, operation) -> {
            boolean hit = refuse[0] && operation.equals("TerminateInstances");
            refuse[0] &= !hit;
            return hit ? Fault.FORBIDDEN : Fault.NONE;
        });
        Sweeper sweeper = Sweeper.of(network, time);

        SweepReport report = sweeper.sweep(sweeper.plan());

        assertThat(report.removed()).extracting(SweepItem::id).containsExactly(second.value());
        assertThat(report.isClean()).isFalse();
        assertThat(report.toString())
                .isEqualTo("removed instance i-00000000000000002 of build b: expired at 2026-01-02T00:00:00Z\n"
                        + "failed to remove instance i-00000000000000001 of build a: expired at 2026-01-02T00:00:00Z;"
                        + " TerminateInstances failed (UnauthorizedOperation): as the test's plan says");
    }

    @Test
    void anInterruptedSweepLeavesTheRest() {
        launch(cloud, "a", DAY);
        time.advance(DAY.plusSeconds(1));
        SweepPlan plan = sweeper.plan();
        try {
            Thread.currentThread().interrupt();
            assertThat(sweeper.sweep(plan).skipped()).hasSize(1);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(cloud.left()).hasSize(1);
    }

    @Test
    void anImageAgeBelowADayIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sweeper.imageAge(Duration.ofHours(23)))
                .withMessage("imageAge(...) must be at least 24 hours, because an image may take that long, but was"
                        + " PT23H");
        assertThat(sweeper.imageAge(DAY).plan().toString()).isEqualTo("nothing to sweep");
    }

    private InstanceId launch(SimulatedCloud on, String buildId, Duration life) {
        Instant expires = time.now().plus(life);
        return on.launch(request(buildId, Map.of(AmiTags.BUILD_ID, buildId, AmiTags.EXPIRES, expires.toString())));
    }

    private ImageId image(SimulatedCloud on, String buildId) {
        InstanceId source = launch(on, buildId, DAY);
        Map<String, String> tags = Map.of(AmiTags.BUILD_ID, buildId);
        ImageId image = on.createImage(new ImageRequest(source, "image-of-" + source, "", tags, tags));
        on.terminate(source);
        return image;
    }

    private LaunchRequest request(String buildId, Map<String, String> tags) {
        return new LaunchRequest(
                new ImageId("ami-0"),
                Userdata.of(new byte[] {1}), // nothing that a guest understands: it runs for ever
                Placement.DEFAULT,
                buildId + "-" + ++launches,
                new HashMap<>(tags),
                new HashMap<>(tags));
    }

    @Test
    void aStoppedInstanceIsSweptToo() {
        InstanceId kept = launch(cloud, "b", DAY);
        cloud.stop(kept);
        time.advance(DAY.plusSeconds(1));
        assertThat(cloud.instances(OURS).get(0).state()).isEqualTo(InstanceState.STOPPED);

        assertThat(sweeper.sweep(sweeper.plan()).removed()).hasSize(1);
    }
}
