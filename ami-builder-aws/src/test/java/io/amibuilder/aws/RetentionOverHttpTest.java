package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import io.amibuilder.ec2server.Check;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The life of a family: images come into use and go out of it, and retention runs again and again. */
class RetentionOverHttpTest {
    private static final Query OURS = Query.tagged(AmiTags.BUILD_ID);
    private static final String REGION = "eu-west-1";
    private static final String ELSEWHERE = "eu-west-2";

    @Test
    void whatIsInUseStaysUntilItIsNot() throws Exception {
        try (Ec2Subject subject = new Ec2Subject()) {
            InstanceId source = launch(
                    subject, subject.provider().resolve(subject.baseImage()).id(), "source");
            List<ImageId> images = IntStream.rangeClosed(1, 7)
                    .mapToObj(build -> image(subject, source, "agent", build))
                    .toList();
            ImageId foreign = image(subject, source, "other", 1);
            untilNoImageIsPending(subject);
            subject.provider().terminate(source);
            InstanceId user = launch(subject, images.get(0), "user");
            subject.server().addLaunchTemplate(REGION, "lt-1", images.get(1).value());
            subject.server().addLaunchTemplate(REGION, "lt-2", "resolve:ssm:/web/image");
            subject.server().addParameter(REGION, "/web/image", images.get(2).value(), "text");
            subject.server().addParameter(REGION, "/image", images.get(3).value(), "aws:ec2:image");
            subject.server().addParameter(REGION, "/ami/agent", images.get(4).value(), "text");
            subject.server().addLaunchTemplate(ELSEWHERE, "lt-1", images.get(5).value());
            subject.server().addParameter(ELSEWHERE, "/image", images.get(5).value(), "aws:ec2:image");
            Retention retention = Retention.builder(subject.provider())
                    .name("agent")
                    .keepLast(1)
                    .parametersUnder("/ami/")
                    .time(subject.time())
                    .build();

            int before = subject.server().checks().size();
            RetentionPlan plan = retention.plan();
            assertThat(plan.removals()).extracting(RetentionItem::image).containsExactly(images.get(5));
            assertThat(plan.kept().stream().map(item -> item.why().replaceFirst("made at \\S+, ", "")))
                    .containsExactly(
                            "the newest",
                            "used by parameter /ami/agent",
                            "used by parameter /image",
                            "used by parameter /web/image",
                            "used by launch template name-of-lt-1 version 1",
                            "used by instance " + user);
            assertThat(retention.apply(plan).removed()).isEqualTo(plan.removals());
            requireLeastPrivilege(
                    retention,
                    subject.server()
                            .checks()
                            .subList(before, subject.server().checks().size()));
            assertThat(left(subject)).hasSize(7).doesNotContain(images.get(5)).contains(foreign);
            assertThat(subject.provider().resources(OURS))
                    .filteredOn(disk -> disk.kind() == ResourceStatus.Kind.SNAPSHOT)
                    .hasSize(7);

            assertThat(retention.apply(plan).skipped()).hasSize(1);
            assertThat(retention.plan().isEmpty()).isTrue();

            end(subject, user);
            subject.server().removeLaunchTemplate(REGION, "lt-1");
            RetentionReport report = retention.apply(retention.plan());
            assertThat(report.removed()).extracting(RetentionItem::image).containsExactly(images.get(0), images.get(1));
            assertThat(left(subject)).hasSize(5);
        }
    }

    private static void requireLeastPrivilege(Retention retention, List<Check> checks) {
        PolicyEvaluator policy = PolicyEvaluator.of(IamPolicies.forRetention(retention));
        assertThat(checks).allMatch(policy::allows);
        assertThat(policy.grants())
                .allSatisfy(grant -> assertThat(checks)
                        .as("%s is needed", grant)
                        .anyMatch(check -> !policy.allowsWithout(grant, check)));
    }

    private static List<ImageId> left(Ec2Subject subject) {
        return subject.provider().images(OURS).stream().map(image -> image.id()).toList();
    }

    private static ImageId image(Ec2Subject subject, InstanceId source, String name, int build) {
        Map<String, String> tags = Map.of(
                AmiTags.BUILD_ID, "b-" + build, AmiTags.NAME, name, AmiTags.VERSION, "1", AmiTags.BUILD, "" + build);
        return subject.provider().createImage(new ImageRequest(source, name + "-1-" + build, "", tags, tags));
    }

    private static void untilNoImageIsPending(Ec2Subject subject) throws InterruptedException {
        while (subject.provider().images(OURS).stream().anyMatch(image -> image.state() == ImageState.PENDING)) {
            subject.time().pause(subject.pause());
        }
    }

    private static void end(Ec2Subject subject, InstanceId instance) throws InterruptedException {
        subject.provider().terminate(instance);
        while (subject.provider().instances(OURS).stream()
                .anyMatch(each ->
                        each.id().equals(instance) && !each.state().text().equals("terminated"))) {
            subject.time().pause(subject.pause());
        }
    }

    private static InstanceId launch(Ec2Subject subject, ImageId image, String buildId) {
        Map<String, String> tags = Map.of(AmiTags.BUILD_ID, buildId, AmiTags.EXPIRES, "2999-01-01T00:00:00Z");
        return subject.provider()
                .launch(new LaunchRequest(
                        image,
                        subject.userdata(),
                        subject.provider().placements().get(0),
                        "token-" + buildId,
                        tags,
                        tags));
    }
}
