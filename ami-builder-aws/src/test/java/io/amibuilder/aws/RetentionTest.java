package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {
    @RegisterExtension
    final AwsServer aws = new AwsServer();

    private final SsmStubs ssm = new SsmStubs(aws);
    private AwsCloudProvider provider;
    private Retention retention;

    @BeforeEach
    void open() {
        provider = aws.provider().build();
        retention = Retention.builder(provider).name("agent").keepLast(1).build();
        images(3);
        aws.answer("DescribeInstances", "<DescribeInstancesResponse/>");
        aws.answer("DescribeLaunchTemplateVersions", "<DescribeLaunchTemplateVersionsResponse/>");
        ssm.answer("DescribeParameters", "{\"Parameters\":[]}");
        aws.answer("DeregisterImage", "<DeregisterImageResponse><return>true</return></DeregisterImageResponse>");
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void ownImagesOfTheFamilyAreAskedForAndNothingIsRemovedByAPlan() {
        RetentionPlan plan = retention.plan();

        assertThat(ids(plan.removals())).containsExactly("ami-000", "ami-001");
        assertThat(aws.requests("DescribeImages").get(0))
                .containsEntry("Owner.1", "self")
                .containsEntry("Filter.1.Name", "tag:Name")
                .containsEntry("Filter.1.Value.1", "agent")
                .containsEntry("Filter.2.Name", "tag-key")
                .containsEntry("Filter.2.Value.1", "ami-builder:build-id");
        assertThat(aws.requests("DeregisterImage")).isEmpty();
    }

    @Test
    void whatThePlanNamesIsDeregisteredWithItsSnapshots() {
        RetentionReport report = retention.apply(retention.plan());

        assertThat(ids(report.removed())).containsExactly("ami-000", "ami-001");
        assertThat(report.isClean()).isTrue();
        assertThat(report.toString()).startsWith("removed ami-000 (agent-000): made at 2026-01-02T03:04:05Z, not one");
        assertThat(aws.requests("DeregisterImage"))
                .extracting(request -> request.get("ImageId") + " " + request.get("DeleteAssociatedSnapshots"))
                .containsExactly("ami-000 true", "ami-001 true");
    }

    @Test
    void whenNothingWouldGoNobodyIsAskedWhoUsesIt() {
        Retention all = Retention.builder(provider).name("agent").keepLast(3).build();

        assertThat(all.plan().isEmpty()).isTrue();
        assertThat(aws.requests("DescribeInstances")).isEmpty();
        assertThat(all.apply(all.plan())).hasToString("nothing was removed");
    }

    @Test
    void ageIsToldByTheTimeThatIsGiven() {
        VirtualTime time = new VirtualTime(); // begins a day before the images
        Retention young = Retention.builder(provider)
                .name("agent")
                .keepLast(1)
                .keepYoungerThan(Duration.ofDays(14))
                .time(time)
                .build();
        time.advance(Duration.ofDays(15));
        assertThat(young.plan().isEmpty()).isTrue();

        time.advance(Duration.ofHours(4));
        assertThat(young.plan().removals()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"enabled-with-cooldown", "enabled-without-cooldown", "whatever-comes"})
    void aProtectedImageStays(String protection) {
        images(2, "<deregistrationProtection>" + protection + "</deregistrationProtection>");

        assertThat(retention.plan().kept().get(1).why()).endsWith("protected against deregistration");
    }

    @Test
    void anImageWhoseProtectionIsOffGoes() {
        images(2, "<deregistrationProtection>disabled</deregistrationProtection>");

        assertThat(retention.plan().removals()).hasSize(1);
    }

    @Test
    void whatCameIntoUseAfterThePlanIsSkippedAndWhatIsGoneToo() {
        RetentionPlan plan = retention.plan();
        aws.answer("DescribeImages", ImagesXml.images(image(1, ""), image(2, "")));
        aws.answer("DescribeInstances", """
                <DescribeInstancesResponse><reservationSet><item><instancesSet><item><instanceId>i-1</instanceId>
                <imageId>ami-001</imageId><instanceState><code>0</code><name>pending</name></instanceState></item>
                </instancesSet></item></reservationSet></DescribeInstancesResponse>""");

        RetentionReport report = retention.apply(plan);

        assertThat(report.removed()).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.skipped().stream().map(skipped -> skipped.why().replaceFirst("made at \\S+, ", "")))
                .containsExactly("it is gone, or no longer one of the family", "it stays now: used by instance i-1");
        assertThat(report.toString()).startsWith("skipped ami-000 (agent-000): ");
    }

    @Test
    void thatOneCannotBeRemovedDoesNotStopTheOthers() {
        aws.http()
                .stubFor(aws.post("DeregisterImage")
                        .withRequestBody(WireMock.containing("ImageId=ami-000"))
                        .atPriority(1)
                        .willReturn(WireMock.aResponse()
                                .withStatus(400)
                                .withBody(AwsServer.error("OperationNotPermitted", "no"))));

        RetentionReport report = retention.apply(retention.plan());

        assertThat(ids(report.removed())).containsExactly("ami-001");
        assertThat(report.isClean()).isFalse();
        assertThat(report.failed().get(0).problem()).isInstanceOf(CloudException.class);
        assertThat(report.toString())
                .contains("failed to remove ami-000 (agent-000): ")
                .contains("DeregisterImage failed (OperationNotPermitted): no");
    }

    @Test
    void itLooksAgainBeforeEveryFiftyImages() {
        images(121);
        RetentionPlan plan = retention.plan();
        int before = aws.requests("DescribeInstances").size();

        assertThat(retention.apply(plan).removed()).hasSize(120);
        assertThat(aws.requests("DescribeInstances")).hasSize(before + 3);
    }

    @Test
    void anInterruptedRunSkipsTheRest() {
        RetentionPlan plan = retention.plan();
        Thread.currentThread().interrupt();
        RetentionReport report;
        try {
            report = retention.apply(plan);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(report.skipped()).extracting(each -> each.why()).containsOnly("the removal was interrupted");
        assertThat(report.skipped()).hasSize(2);
        assertThat(aws.requests("DeregisterImage")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"DescribeImages", "DescribeInstances", "DescribeLaunchTemplateVersions"})
    void aLookThatIsNotAllowedNamesTheActionAndNothingIsRemoved(String action) {
        RetentionPlan plan = retention.plan();
        aws.fail(action, 403, "UnauthorizedOperation", "You are not authorized.");

        CloudException e = catchThrowableOfType(CloudException.class, retention::plan);
        RetentionReport report = retention.apply(plan);

        assertThat(e.kind()).isEqualTo(CloudException.Kind.FINAL);
        assertThat(e)
                .hasMessageContaining("no image is removed while nobody can tell who uses it")
                .hasMessageContaining("ec2:" + action);
        assertThat(e.getCause()).isInstanceOf(CloudException.class);
        assertThat(report.removed()).isEmpty();
        assertThat(report.failed()).hasSize(2);
        assertThat(aws.requests("DeregisterImage")).isEmpty();
    }

    @Test
    void aLookAtParametersThatIsNotAllowedNamesTheActionToo() {
        ssm.deny("DescribeParameters");

        assertThatThrownBy(retention::plan).hasMessageContaining("allow the action ssm:DescribeParameters");
    }

    @Test
    void anotherFailureOfALookIsTold() {
        aws.fail("DescribeInstances", 400, "InvalidParameterValue", "no such filter");

        CloudException e = catchThrowableOfType(CloudException.class, retention::plan);
        assertThat(e).hasMessageContaining("DescribeInstances failed (InvalidParameterValue): no such filter");
    }

    @Test
    void everythingMissingIsToldAtOnce() {
        assertThatThrownBy(() -> Retention.builder(provider).build())
                .isInstanceOf(AwsSettingsException.class)
                .hasMessage("Retention: name(...) must be the Name tag of the images, and not blank; keepLast(...) must"
                        + " be at least 1 image, because the last one of a name is never removed, but was not given");
        assertThatThrownBy(() -> Retention.builder(provider)
                        .name(" ")
                        .keepLast(0)
                        .keepYoungerThan(Duration.ofDays(-1))
                        .parametersUnder("/ami/", "ami")
                        .build())
                .isInstanceOfSatisfying(
                        AwsSettingsException.class,
                        e -> assertThat(e.problems())
                                .hasSize(4)
                                .contains(
                                        "keepLast(...) must be at least 1 image, because the last one of a name is never"
                                                + " removed, but was 0",
                                        "keepYoungerThan(...) must not be negative, but was PT-24H",
                                        "parametersUnder(...) must be paths that begin with '/', but one was 'ami'"));
    }

    @Test
    void aPathMayEndWithASlash() {
        ssm.answer("GetParametersByPath", "{\"Parameters\":[]}");

        Retention.builder(provider)
                .name("agent")
                .keepLast(1)
                .parametersUnder("/ami/", "/")
                .everyLaunchTemplateVersion(false)
                .build()
                .plan();

        assertThat(ssm.requests("GetParametersByPath"))
                .containsExactly(
                        "{\"Path\":\"/ami\",\"Recursive\":true,\"MaxResults\":10}",
                        "{\"Path\":\"/\",\"Recursive\":true,\"MaxResults\":10}");
    }

    /** So many images, the last one the newest; they share a date, and then the id decides. */
    private void images(int number) {
        images(number, "");
    }

    private void images(int number, String more) {
        aws.answer(
                "DescribeImages",
                ImagesXml.images(
                        IntStream.range(0, number).mapToObj(i -> image(i, more)).toArray(String[]::new)));
    }

    private static String image(int number, String more) {
        Map<String, String> tags = Map.of("ami-builder:build-id", "b", "Name", "agent", "Version", "1.0", "Build", "1");
        return ImagesXml.image("ami-%03d".formatted(number), "agent-%03d".formatted(number), "available", more, tags);
    }

    private static List<String> ids(List<RetentionItem> items) {
        return items.stream().map(item -> item.image().value()).toList();
    }
}
