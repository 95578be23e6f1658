package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.cloud.ConsoleOutput;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.Query;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.Ec2Client;

class DescribeTest {
    private static final InstanceId ID = new InstanceId("i-1");

    @RegisterExtension
    final AwsServer aws = new AwsServer();

    private Ec2Client client;
    private AwsCloudProvider provider;

    @BeforeEach
    void open() {
        client = aws.impatientClient();
        provider = AwsCloudProvider.builder().ec2Client(client).build();
    }

    @AfterEach
    void close() {
        provider.close();
        client.close();
    }

    @Test
    void instancesAreFoundByTagsOnEveryPage() {
        aws.answer("DescribeInstances", AwsServer.resource("describe-instances-1.xml"));
        aws.answerPage("DescribeInstances", "page-2", AwsServer.resource("describe-instances-2.xml"));

        List<InstanceStatus> found =
                provider.instances(Query.builds(Set.of("b2", "b1")).and("Name", "Create*"));

        assertThat(found).as("the Name tag is checked again in the answer").isEmpty();
        Map<String, String> first = Map.of(
                "Action", "DescribeInstances",
                "Version", "2016-11-15",
                "MaxResults", "1000",
                "Filter.1.Name", "tag:Name",
                "Filter.1.Value.1", "Create\\*",
                "Filter.2.Name", "tag:ami-builder:build-id",
                "Filter.2.Value.1", "b1",
                "Filter.2.Value.2", "b2");
        assertThat(aws.requests("DescribeInstances")).hasSize(2).first().isEqualTo(first);
        assertThat(aws.requests("DescribeInstances").get(1))
                .containsAllEntriesOf(first)
                .containsEntry("NextToken", "page-2");
    }

    @Test
    void instancesAreReadWithStatesReasonsAndTags() {
        aws.answer("DescribeInstances", AwsServer.resource("describe-instances-1.xml"));
        aws.answerPage("DescribeInstances", "page-2", AwsServer.resource("describe-instances-2.xml"));

        List<InstanceStatus> found = provider.instances(Query.builds(Set.of("b1", "b2")));

        assertThat(found)
                .containsExactly(
                        new InstanceStatus(
                                new InstanceId("i-stopped"),
                                InstanceState.STOPPED,
                                "Client.InstanceInitiatedShutdown: Instance initiated shutdown",
                                Instant.parse("2026-01-02T03:04:05Z"),
                                Map.of(AmiTags.BUILD_ID, "b1", "Name", "CreateAMI")),
                        new InstanceStatus(
                                new InstanceId("i-gone"),
                                InstanceState.TERMINATED,
                                "Client.UserInitiatedShutdown: User initiated shutdown",
                                Instant.parse("2026-01-02T03:04:06Z"),
                                Map.of(AmiTags.BUILD_ID, "b1")),
                        new InstanceStatus(
                                new InstanceId("i-leaving"),
                                InstanceState.SHUTTING_DOWN,
                                "",
                                Instant.parse("2026-01-02T03:04:07Z"),
                                Map.of(AmiTags.BUILD_ID, "b2")),
                        new InstanceStatus(
                                new InstanceId("i-strange"),
                                InstanceState.PENDING,
                                "unknown state 'hibernating'",
                                Instant.parse("2026-01-02T03:04:08Z"),
                                Map.of(AmiTags.BUILD_ID, "b2")));
        assertThat(found.get(0).stoppedItself()).isTrue();
    }

    @Test
    void moreBuildsThanOneFilterMayNameAreOneRequestWhoseAnswerIsSifted() {
        aws.answer("DescribeInstances", AwsServer.resource("describe-instances-1.xml"));
        aws.answerPage("DescribeInstances", "page-2", AwsServer.resource("describe-instances-2.xml"));
        Set<String> builds = IntStream.range(2, 1000)
                .mapToObj(n -> "b" + (n == 2 ? "2" : "-" + n))
                .collect(Collectors.toSet());

        List<InstanceStatus> found = provider.instances(Query.builds(builds));

        assertThat(found)
                .isNotEmpty()
                .allSatisfy(instance -> assertThat(instance.tags()).containsEntry(AmiTags.BUILD_ID, "b2"));
        assertThat(aws.requests("DescribeInstances"))
                .as("one for each page")
                .hasSize(2)
                .first()
                .isEqualTo(Map.of(
                        "Action", "DescribeInstances",
                        "Version", "2016-11-15",
                        "MaxResults", "1000",
                        "Filter.1.Name", "tag-key",
                        "Filter.1.Value.1", AmiTags.BUILD_ID));
    }

    @Test
    void ownImagesAreReadInEveryStateOnEveryPage() {
        Map<String, String> tags = Map.of(AmiTags.BUILD_ID, "b1");
        aws.answer(
                "DescribeImages",
                ImagesXml.page(
                        "page-2",
                        ImagesXml.image("ami-1", "web-1-1", "pending", "", tags),
                        ImagesXml.image(
                                "ami-2",
                                "web-1-2",
                                "failed",
                                "<stateReason><code>Server.InternalError</code><message>disk lost</message></stateReason>",
                                tags)));
        aws.answerPage(
                "DescribeImages",
                "page-2",
                ImagesXml.images(
                        ImagesXml.image("ami-3", "web-1-3", "transient", "", tags),
                        ImagesXml.image("ami-4", "web-1-4", "disabled", "", tags)));

        List<ImageStatus> found = provider.images(Query.build("b1"));

        Instant created = Instant.parse("2026-01-02T03:04:05Z");
        assertThat(found)
                .containsExactly(
                        new ImageStatus(new ImageId("ami-1"), "web-1-1", ImageState.PENDING, "", created, tags),
                        new ImageStatus(
                                new ImageId("ami-2"),
                                "web-1-2",
                                ImageState.FAILED,
                                "Server.InternalError: disk lost",
                                created,
                                tags),
                        new ImageStatus(
                                new ImageId("ami-3"),
                                "web-1-3",
                                ImageState.PENDING,
                                "unknown state 'transient'",
                                created,
                                tags),
                        new ImageStatus(new ImageId("ami-4"), "web-1-4", ImageState.DISABLED, "", created, tags));
        assertThat(aws.requests("DescribeImages").get(0))
                .isEqualTo(Map.of(
                        "Action", "DescribeImages",
                        "Version", "2016-11-15",
                        "MaxResults", "1000",
                        "IncludeDisabled", "true",
                        "Owner.1", "self",
                        "Filter.1.Name", "tag:ami-builder:build-id",
                        "Filter.1.Value.1", "b1"));
    }

    @Test
    void theNewestConsoleIsAskedForAndDecoded() {
        aws.answer("GetConsoleOutput", console("[1.0] Grüße\nlogin:"));

        assertThat(provider.console(ID)).isEqualTo(new ConsoleOutput("[1.0] Grüße\nlogin:"));
        assertThat(aws.requests("GetConsoleOutput"))
                .containsExactly(Map.of(
                        "Action", "GetConsoleOutput", "Version", "2016-11-15", "InstanceId", "i-1", "Latest", "true"));
    }

    @Test
    void aTypeWithoutTheNewestConsoleIsAskedForItOnceOnly() {
        aws.answer("GetConsoleOutput", console("posted"));
        aws.http()
                .stubFor(aws.post("GetConsoleOutput")
                        .withRequestBody(com.github.tomakehurst.wiremock.client.WireMock.containing("Latest=true"))
                        .atPriority(1)
                        .willReturn(com.github.tomakehurst.wiremock.client.WireMock.aResponse()
                                .withStatus(400)
                                .withBody(AwsServer.error("UnsupportedOperation", "not on this type"))));

        assertThat(provider.console(ID).text()).isEqualTo("posted");
        assertThat(provider.console(ID).text()).isEqualTo("posted");
        assertThat(aws.requests("GetConsoleOutput"))
                .extracting(request -> request.containsKey("Latest"))
                .containsExactly(true, false, false);
    }

    @Test
    void aGlanceAtTheConsoleIsTheSameRequest() {
        aws.answer("GetConsoleOutput", console("[1.0] login:"));

        assertThat(provider.peekConsole(ID)).contains(new ConsoleOutput("[1.0] login:"));
        assertThat(aws.requests("GetConsoleOutput"))
                .containsExactly(Map.of(
                        "Action", "GetConsoleOutput", "Version", "2016-11-15", "InstanceId", "i-1", "Latest", "true"));
    }

    @Test
    void aGlanceAtTheConsoleIsNotSentAgain() {
        aws.fail("GetConsoleOutput", 503, "Unavailable", "busy");

        try (AwsCloudProvider patient = aws.provider().build()) { // whose other reads are sent again
            assertThat(catchThrowableOfType(CloudException.class, () -> patient.peekConsole(ID)))
                    .isNotNull();
            assertThat(aws.requests("GetConsoleOutput")).hasSize(1);

            assertThat(catchThrowableOfType(CloudException.class, () -> patient.console(ID)))
                    .isNotNull();
            assertThat(aws.requests("GetConsoleOutput")).hasSize(1 + SdkSetup.READ_ATTEMPTS);
        }
    }

    @Test
    void whoMayNotReadConsolesIsToldSoFinally() {
        aws.fail("GetConsoleOutput", 403, "UnauthorizedOperation", "You are not authorized");

        CloudException e = catchThrowableOfType(CloudException.class, () -> provider.peekConsole(ID));
        assertThat(e.kind()).isEqualTo(Kind.FINAL);
    }

    @Test
    void aConsoleThatHasNotBeenPostedIsNone() {
        aws.answer(
                "GetConsoleOutput",
                "<GetConsoleOutputResponse><instanceId>i-1</instanceId><output/></GetConsoleOutputResponse>");

        assertThat(provider.console(ID)).isSameAs(ConsoleOutput.NONE);
    }

    @Test
    void theConsoleOfAnInstanceThatIsNotVisibleYetIsNotFound() {
        aws.fail("GetConsoleOutput", 400, "InvalidInstanceID.NotFound", "The instance ID 'i-1' does not exist");

        CloudException e = catchThrowableOfType(CloudException.class, () -> provider.console(ID));

        assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(e).hasMessageContaining("The instance ID 'i-1' does not exist");
    }

    @Test
    void aThrottledLookMayBeRepeated() {
        aws.fail("DescribeInstances", 503, "RequestLimitExceeded", "Request limit exceeded.");

        assertThat(lookFailure().kind()).isEqualTo(Kind.RETRYABLE);
    }

    @Test
    void aLookWhoseAnswerIsLostMayBeRepeated() {
        aws.fault("DescribeInstances", Fault.CONNECTION_RESET_BY_PEER);

        assertThat(lookFailure().kind()).isEqualTo(Kind.RETRYABLE);
    }

    @Test
    void aLookThatIsNotAllowedIsFinalAndSaysWhatAwsSaidAndWhatIsMissing() {
        aws.fail(
                "DescribeInstances", 403, "UnauthorizedOperation", "You are not authorized to perform this operation.");

        CloudException e = lookFailure();

        assertThat(e.kind()).isEqualTo(Kind.FINAL);
        assertThat(e)
                .hasMessage("DescribeInstances failed (UnauthorizedOperation): You are not authorized to perform this"
                        + " operation. (request id req-9); DescribeInstances needs ec2:DescribeInstances;"
                        + " IamPolicies.forBuild(build) writes the policy of a build");
    }

    private CloudException lookFailure() {
        return catchThrowableOfType(CloudException.class, () -> provider.instances(Query.build("b1")));
    }

    private static String console(String text) {
        String encoded = Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return "<GetConsoleOutputResponse><instanceId>i-1</instanceId><output>" + encoded
                + "\n</output></GetConsoleOutputResponse>";
    }
}
