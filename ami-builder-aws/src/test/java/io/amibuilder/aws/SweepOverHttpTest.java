package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.sweep.SweepItem;
import io.amibuilder.sweep.SweepPlan;
import io.amibuilder.sweep.SweepReport;
import io.amibuilder.sweep.Sweeper;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.userdata.Userdata;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The sweeper on the provider that it is meant for. */
class SweepOverHttpTest {
    private static final Query OURS = Query.tagged(AmiTags.BUILD_ID);

    @Test
    void onlyWhatIsOursAndExpiredGoes() throws Exception {
        VirtualTime later = new VirtualTime();
        later.advance(Duration.ofDays(365 * 100)); // the server's things are old by then
        try (Ec2Subject subject = new Ec2Subject()) {
            InstanceId expired = launch(subject.provider(), "expired", "2000-01-01T00:00:00Z");
            InstanceId source = launch(subject.provider(), "live", "2999-01-01T00:00:00Z");
            ImageId image = subject.provider()
                    .createImage(new ImageRequest(source, "live", "", tags("live", "-"), tags("live", "-")));
            untilNoImageIsPending(subject);
            Sweeper sweeper = Sweeper.of(subject.provider(), later);

            SweepPlan plan = sweeper.plan();
            SweepReport report = sweeper.sweep(plan);

            assertThat(plan.items())
                    .containsExactly(new SweepItem(
                            SweepItem.Kind.INSTANCE, expired.value(), "expired", "expired at 2000-01-01T00:00:00Z"));
            assertThat(report.removed()).isEqualTo(plan.items());
            assertThat(report.isClean()).isTrue();
            assertThat(subject.provider().images(OURS)).extracting(i -> i.id()).containsExactly(image);
            assertThat(subject.provider().resources(OURS))
                    .filteredOn(disk -> disk.kind() == ResourceStatus.Kind.SNAPSHOT)
                    .hasSize(1);
            subject.provider().terminate(source);
        }
    }

    @Test
    void aSpotRequestThatWouldLaunchAgainWhatSomebodyElseHasEndedIsCancelledOnceItHasExpired() {
        try (Ec2Server server = new Ec2Server();
                AwsCloudProvider provider = AwsCloudProvider.builder()
                        .region("eu-west-1")
                        .endpoint(server.uri())
                        .credentials(AwsServer.CREDENTIALS)
                        .purchase(Purchase.SPOT)
                        .build()) {
            InstanceId live = launch(provider, "live", "2999-01-01T00:00:00Z");
            InstanceId expired = launch(provider, "expired", "2000-01-01T00:00:00Z");
            server.endByAnother(live);
            server.endByAnother(expired);
            assertThat(server.activeSpotRequests()).containsExactlyInAnyOrder(requestOf(live), requestOf(expired));
            Sweeper sweeper = Sweeper.of(provider, new VirtualTime());

            SweepPlan plan = sweeper.plan();
            SweepReport report = sweeper.sweep(plan);

            assertThat(plan)
                    .hasToString("would remove spot request " + requestOf(expired)
                            + " of build expired: may launch another instance and expired at 2000-01-01T00:00:00Z");
            assertThat(report.isClean()).isTrue();
            assertThat(server.activeSpotRequests()).containsExactly(requestOf(live));
            assertThat(sweeper.sweep(plan).removed()).as("what is cancelled").isEmpty();
            assertThat(sweeper.plan().isEmpty()).isTrue();
        }
    }

    private static String requestOf(InstanceId id) {
        return "sir-" + id.value().substring("i-".length());
    }

    private static void untilNoImageIsPending(Ec2Subject subject) throws InterruptedException {
        while (subject.provider().images(OURS).stream().anyMatch(image -> image.state() == ImageState.PENDING)) {
            subject.time().pause(subject.pause());
        }
    }

    private static InstanceId launch(AwsCloudProvider provider, String buildId, String expires) {
        Map<String, String> tags = tags(buildId, expires);
        return provider.launch(new LaunchRequest(
                provider.resolve(BaseImage.name("linux-base")).id(),
                Userdata.of(new byte[] {1}),
                provider.placements().get(0),
                "token-" + buildId,
                tags,
                tags));
    }

    private static Map<String, String> tags(String buildId, String expires) {
        return Map.of(AmiTags.BUILD_ID, buildId, AmiTags.EXPIRES, expires);
    }
}
