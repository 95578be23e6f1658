package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.InstanceId;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageAndCleanUpTest {
    private static final ImageRequest REQUEST = new ImageRequest(
            new InstanceId("i-1"),
            "web-1.0-1",
            "the web server",
            Map.of("Name", "web", "Version", "1.0"),
            Map.of("Name", "web"));

    @RegisterExtension
    final AwsServer aws = new AwsServer();

    private AwsCloudProvider provider;

    @BeforeEach
    void open() {
        provider = aws.provider().build();
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void anImageIsAskedForWithExactlyTheseParameters() {
        aws.answer(
                "CreateImage",
                "<CreateImageResponse><requestId>r</requestId><imageId>ami-9</imageId></CreateImageResponse>");

        assertThat(provider.createImage(REQUEST)).isEqualTo(new ImageId("ami-9"));

        Map<String, String> expected = new TreeMap<>();
        expected.put("Action", "CreateImage");
        expected.put("Version", "2016-11-15");
        expected.put("InstanceId", "i-1");
        expected.put("Name", "web-1.0-1");
        expected.put("Description", "the web server");
        expected.put("NoReboot", "true");
        expected.put("TagSpecification.1.ResourceType", "image");
        expected.put("TagSpecification.1.Tag.1.Key", "Name");
        expected.put("TagSpecification.1.Tag.1.Value", "web");
        expected.put("TagSpecification.1.Tag.2.Key", "Version");
        expected.put("TagSpecification.1.Tag.2.Value", "1.0");
        expected.put("TagSpecification.2.ResourceType", "snapshot");
        expected.put("TagSpecification.2.Tag.1.Key", "Name");
        expected.put("TagSpecification.2.Tag.1.Value", "web");
        assertThat(aws.requests("CreateImage")).containsExactly(expected);
    }

    @Test
    void anImageMayLeaveAVolumeOutAndKeepAnother() {
        aws.answer("CreateImage", "<CreateImageResponse><imageId>ami-9</imageId></CreateImageResponse>");

        try (AwsCloudProvider other = aws.provider()
                .imageWithout("/dev/sdc")
                .imageDeletesOnTermination("/dev/sdb", false)
                .imageDeletesOnTermination("/dev/sda1", true)
                .build()) {
            other.createImage(REQUEST);

            assertThat(other.settings())
                    .endsWith(" image-disk=/dev/sda1:delete-on-termination image-disk=/dev/sdb:kept-on-termination"
                            + " image-disk=/dev/sdc:none");
        }

        assertThat(aws.requests("CreateImage").get(0))
                .containsEntry("BlockDeviceMapping.1.DeviceName", "/dev/sda1")
                .containsEntry("BlockDeviceMapping.1.Ebs.DeleteOnTermination", "true")
                .containsEntry("BlockDeviceMapping.2.DeviceName", "/dev/sdb")
                .containsEntry("BlockDeviceMapping.2.Ebs.DeleteOnTermination", "false")
                .containsEntry("BlockDeviceMapping.3.DeviceName", "/dev/sdc")
                .containsEntry("BlockDeviceMapping.3.NoDevice", "");
    }

    @Test
    void anImageWithoutDescriptionOrTagsSendsNone() {
        aws.answer("CreateImage", "<CreateImageResponse><imageId>ami-9</imageId></CreateImageResponse>");

        provider.createImage(new ImageRequest(new InstanceId("i-1"), "web-1.0-1", "", Map.of(), Map.of()));

        assertThat(aws.requests("CreateImage").get(0))
                .containsOnlyKeys("Action", "Version", "InstanceId", "Name", "NoReboot");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | InvalidAMIName.Duplicate   | AMI name web-1.0-1 is already in use by AMI ami-7    | NAME_TAKEN",
                "400 | InvalidInstanceID.NotFound | The instance ID 'i-1' does not exist                 | NOT_FOUND",
                "400 | InvalidParameterValue      | Instance is not in state 'running' or 'stopped'.     | RETRYABLE",
                "400 | IncorrectState             | The instance is in state stopping                    | RETRYABLE",
                "400 | InvalidParameterValue      | The name is too long                                 | FINAL",
                "503 | RequestLimitExceeded       | Request limit exceeded.                              | RETRYABLE",
                "503 | Unavailable                | The server is overloaded                             | OUTCOME_UNKNOWN",
                "500 | InternalError              | An internal error has occurred                       | OUTCOME_UNKNOWN"
            })
    void aRefusedImageSaysWhatMayBeDoneAndIsAskedForOnce(int status, String code, String message, Kind kind) {
        aws.fail("CreateImage", status, code, message);

        CloudException e = catchThrowableOfType(CloudException.class, () -> provider.createImage(REQUEST));

        assertThat(e.kind()).isEqualTo(kind);
        assertThat(e.code()).isEqualTo(code);
        assertThat(e).hasMessageContaining(message);
        assertThat(aws.requests("CreateImage")).hasSize(1);
    }

    @Test
    void anImageWhoseAnswerIsLostIsAskedForOnceAndItsOutcomeUnknown() {
        aws.fault("CreateImage", Fault.EMPTY_RESPONSE);

        CloudException e = catchThrowableOfType(CloudException.class, () -> provider.createImage(REQUEST));

        assertThat(e.kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
        assertThat(aws.requests("CreateImage")).hasSize(1);
    }

    @Test
    void anAnswerWithoutAnImageLeavesTheOutcomeUnknown() {
        aws.answer("CreateImage", "<CreateImageResponse><requestId>r</requestId></CreateImageResponse>");

        CloudException e = catchThrowableOfType(CloudException.class, () -> provider.createImage(REQUEST));

        assertThat(e.kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
    }

    @Test
    void aTagIsWrittenOnAnImage() {
        aws.answer("CreateTags", "<CreateTagsResponse><return>true</return></CreateTagsResponse>");

        provider.tag(new ImageId("ami-1"), "ami-builder:smoke-test", "passed");

        assertThat(aws.requests("CreateTags"))
                .containsExactly(Map.of(
                        "Action", "CreateTags",
                        "Version", "2016-11-15",
                        "ResourceId.1", "ami-1",
                        "Tag.1.Key", "ami-builder:smoke-test",
                        "Tag.1.Value", "passed"));
        aws.fail("CreateTags", 400, "InvalidAMIID.NotFound", "gone");
        CloudException e =
                catchThrowableOfType(CloudException.class, () -> provider.tag(new ImageId("ami-1"), "a", "b"));
        assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void anInstanceIsTerminatedAndOneThatIsGoneIsFine() {
        aws.answer(
                "TerminateInstances",
                "<TerminateInstancesResponse><requestId>r</requestId></TerminateInstancesResponse>");
        provider.terminate(new InstanceId("i-1"));
        assertThat(aws.requests("TerminateInstances"))
                .containsExactly(
                        Map.of("Action", "TerminateInstances", "Version", "2016-11-15", "InstanceId.1", "i-1"));

        aws.fail("TerminateInstances", 400, "InvalidInstanceID.NotFound", "gone");
        assertThatCode(() -> provider.terminate(new InstanceId("i-1"))).doesNotThrowAnyException();

        aws.fail("TerminateInstances", 400, "OperationNotPermitted", "it is protected");
        CloudException e = catchThrowableOfType(CloudException.class, () -> provider.terminate(new InstanceId("i-1")));
        assertThat(e.kind()).isEqualTo(Kind.FINAL);
    }

    @Test
    void anInstanceIsStoppedAndOneThatIsEndedIsFine() {
        aws.answer("StopInstances", "<StopInstancesResponse><requestId>r</requestId></StopInstancesResponse>");
        provider.stop(new InstanceId("i-1"));
        assertThat(aws.requests("StopInstances"))
                .containsExactly(Map.of("Action", "StopInstances", "Version", "2016-11-15", "InstanceId.1", "i-1"));

        aws.fail("StopInstances", 400, "IncorrectInstanceState", "it is terminated");
        assertThatCode(() -> provider.stop(new InstanceId("i-1"))).doesNotThrowAnyException();
    }

    @Test
    void anOwnImageIsFoundByItsExactName() {
        aws.answer(
                "DescribeImages",
                ImagesXml.images(
                        ImagesXml.image("ami-1", "agent-1-1", "pending", "", Map.of("ami-builder:build-id", "b"))));

        assertThat(provider.image("agent-1-1").orElseThrow().tags()).containsEntry("ami-builder:build-id", "b");
        assertThat(aws.requests("DescribeImages").get(0))
                .containsEntry("Owner.1", "self")
                .containsEntry("Filter.1.Name", "name")
                .containsEntry("Filter.1.Value.1", "agent-1-1");
        assertThat(provider.image("agent-1-2")).isEmpty();
    }

    @Test
    void anImageIsDiscardedWithItsSnapshots() {
        aws.answer(
                "DeregisterImage",
                "<DeregisterImageResponse><return>true</return><deleteSnapshotResultSet>"
                        + "<item><snapshotId>snap-1</snapshotId><returnCode>success</returnCode></item>"
                        + "<item><snapshotId>snap-2</snapshotId><returnCode>skipped</returnCode></item>"
                        + "</deleteSnapshotResultSet></DeregisterImageResponse>");

        provider.discard(new ImageId("ami-1"));

        assertThat(aws.requests("DeregisterImage"))
                .containsExactly(Map.of(
                        "Action", "DeregisterImage",
                        "Version", "2016-11-15",
                        "ImageId", "ami-1",
                        "DeleteAssociatedSnapshots", "true"));
    }

    @Test
    void snapshotsThatAreLeftBehindAreNamed() {
        aws.answer(
                "DeregisterImage",
                "<DeregisterImageResponse><return>true</return><deleteSnapshotResultSet>"
                        + "<item><snapshotId>snap-1</snapshotId><returnCode>missing-permissions</returnCode></item>"
                        + "</deleteSnapshotResultSet></DeregisterImageResponse>");

        CloudException e = catchThrowableOfType(CloudException.class, () -> provider.discard(new ImageId("ami-1")));

        assertThat(e.kind()).isEqualTo(Kind.FINAL);
        assertThat(e).hasMessageContaining("snapshots snap-1 (missing-permissions) are not; delete them by hand");
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidAMIID.NotFound", "InvalidAMIID.Unavailable"})
    void anImageThatIsGoneAlreadyIsFine(String code) {
        aws.fail("DeregisterImage", 400, code, "gone");

        assertThatCode(() -> provider.discard(new ImageId("ami-1"))).doesNotThrowAnyException();
    }
}
