package io.amibuilder.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Placement;
import io.amibuilder.userdata.Userdata;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;

class LaunchTest {
    private static final byte[] USERDATA = {0x1f, (byte) 0x8b, 0, 1, 2, (byte) 0xff};

    @RegisterExtension
    final AwsServer aws = new AwsServer();

    @Test
    void aLaunchSendsExactlyTheseParameters() {
        aws.answer("RunInstances", AwsServer.resource("run-instances.xml"));
        aws.answer("DescribeImages", ImagesXml.images(ImagesXml.image("ami-base", "base", Map.of())));
        try (AwsCloudProvider provider = aws.provider()
                .subnet("subnet-1")
                .securityGroups("sg-1", "sg-2")
                .instanceProfile("baker")
                .keyPair("mine")
                .build()) {
            InstanceId id = provider.launch(request(provider.placements().get(0)));

            assertThat(id).isEqualTo(new InstanceId("i-0abc"));
            Map<String, String> expected = new TreeMap<>(common());
            expected.putAll(Map.of(
                    "SubnetId", "subnet-1",
                    "SecurityGroupId.1", "sg-1",
                    "SecurityGroupId.2", "sg-2",
                    "IamInstanceProfile.Name", "baker",
                    "KeyName", "mine"));
            assertThat(aws.requests("RunInstances")).containsExactly(expected);
            assertThat(aws.requests("DescribeImages"))
                    .hasSize(1)
                    .first()
                    .satisfies(request -> assertThat(request).containsEntry("ImageId.1", "ami-base"));
        }
    }

    @Test
    void nothingIsSentThatWasNotAskedFor() {
        aws.answer("RunInstances", AwsServer.resource("run-instances.xml"));
        aws.answer("DescribeImages", ImagesXml.images(ImagesXml.image("ami-base", "base", Map.of())));
        try (AwsCloudProvider provider = aws.provider().build()) {
            provider.launch(request(Placement.DEFAULT));
            provider.launch(request(Placement.DEFAULT));

            assertThat(aws.requests("RunInstances")).hasSize(2).containsOnly(common());
            assertThat(aws.requests("DescribeImages"))
                    .as("the base image's disks are asked for once")
                    .hasSize(1);
        }
    }

    @Test
    void blockDevicesAreSentAndAllDeletedWithTheInstance() {
        aws.answer("RunInstances", AwsServer.resource("run-instances.xml"));
        aws.answer("DescribeImages", ImagesXml.images(ImagesXml.image("ami-base", "base", Map.of())));
        try (AwsCloudProvider provider = aws.provider()
                .instanceProfile("arn:aws:iam::111122223333:instance-profile/baker")
                .publicIp(true)
                .subnet("subnet-1")
                .securityGroups("sg-1")
                .metadataHopLimit(2)
                .instanceType("m5.large")
                .blockDevices(BlockDevice.parse("DeviceName=/dev/xvdf,Ebs={VolumeSize=20,VolumeType=gp3,Encrypted=true,"
                        + "KmsKeyId=alias/mine,Iops=4000,Throughput=200,SnapshotId=snap-2,DeleteOnTermination=false}"
                        + " DeviceName=/dev/sdb,NoDevice= DeviceName=/dev/sdc,VirtualName=ephemeral1"))
                .build()) {
            provider.launch(request(Placement.DEFAULT));

            Map<String, String> expected = new TreeMap<>(common());
            expected.keySet().removeIf(name -> name.startsWith("BlockDeviceMapping."));
            expected.putAll(Map.ofEntries(
                    Map.entry("InstanceType", "m5.large"),
                    Map.entry("MetadataOptions.HttpPutResponseHopLimit", "2"),
                    Map.entry("IamInstanceProfile.Arn", "arn:aws:iam::111122223333:instance-profile/baker"),
                    Map.entry("NetworkInterface.1.DeviceIndex", "0"),
                    Map.entry("NetworkInterface.1.AssociatePublicIpAddress", "true"),
                    Map.entry("NetworkInterface.1.DeleteOnTermination", "true"),
                    Map.entry("NetworkInterface.1.SubnetId", "subnet-1"),
                    Map.entry("NetworkInterface.1.SecurityGroupId.1", "sg-1"),
                    Map.entry("BlockDeviceMapping.1.DeviceName", "/dev/xvdf"),
                    Map.entry("BlockDeviceMapping.1.Ebs.VolumeSize", "20"),
                    Map.entry("BlockDeviceMapping.1.Ebs.VolumeType", "gp3"),
                    Map.entry("BlockDeviceMapping.1.Ebs.Encrypted", "true"),
                    Map.entry("BlockDeviceMapping.1.Ebs.KmsKeyId", "alias/mine"),
                    Map.entry("BlockDeviceMapping.1.Ebs.Iops", "4000"),
                    Map.entry("BlockDeviceMapping.1.Ebs.Throughput", "200"),
                    Map.entry("BlockDeviceMapping.1.Ebs.SnapshotId", "snap-2"),
                    Map.entry("BlockDeviceMapping.1.Ebs.DeleteOnTermination", "true"),
                    Map.entry("BlockDeviceMapping.2.DeviceName", "/dev/sdb"),
                    Map.entry("BlockDeviceMapping.2.NoDevice", ""),
                    Map.entry("BlockDeviceMapping.3.DeviceName", "/dev/sdc"),
                    Map.entry("BlockDeviceMapping.3.VirtualName", "ephemeral1"),
                    Map.entry("BlockDeviceMapping.4.DeviceName", "/dev/xvda"),
                    Map.entry("BlockDeviceMapping.4.Ebs.DeleteOnTermination", "true")));
            assertThat(aws.requests("RunInstances")).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "MALFORMED_RESPONSE_CHUNK"})
    void aLostAnswerLeavesTheOutcomeUnknownAndTheRequestIsSentOnce(Fault fault) {
        aws.answer(
                "DescribeImages", ImagesXml.images()); // leaves a kept-alive connection, the trap for a silent re-send
        aws.fault("RunInstances", fault);
        try (AwsCloudProvider provider = aws.provider().build()) {
            CloudException e = failure(provider);

            assertThat(e.kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
            assertThat(e.operation()).isEqualTo("RunInstances");
            assertThat(e).hasCauseInstanceOf(RuntimeException.class);
            assertThat(aws.requests("RunInstances")).hasSize(1);
        }
    }

    @Test
    void aCallersPatientClientDoesNotSendALaunchTwiceEither() {
        aws.answer("DescribeImages", ImagesXml.images());
        aws.fail("RunInstances", 500, "InternalError", "An internal error has occurred");
        try (var client = aws.client(AwsRetryStrategy.standardRetryStrategy());
                AwsCloudProvider provider =
                        AwsCloudProvider.builder().ec2Client(client).build()) {
            assertThat(failure(provider).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
            assertThat(aws.requests("RunInstances")).hasSize(1);
            assertThat(provider.settings()).contains("region=eu-west-1");
        }
    }

    @Test
    void aFullZoneIsNoCapacityAndIsAskedOnce() {
        aws.answer("DescribeImages", ImagesXml.images());
        aws.fail("RunInstances", 500, "InsufficientInstanceCapacity", "We currently do not have sufficient capacity");
        try (AwsCloudProvider provider = aws.provider().build()) {
            CloudException e = failure(provider);

            assertThat(e.kind()).isEqualTo(Kind.NO_CAPACITY);
            assertThat(e.code()).isEqualTo("InsufficientInstanceCapacity");
            assertThat(e)
                    .hasMessage(
                            "RunInstances failed (InsufficientInstanceCapacity): We currently do not have sufficient"
                                    + " capacity (request id req-9)");
            assertThat(aws.requests("RunInstances")).hasSize(1);
        }
    }

    @Test
    void aThrottledLaunchMayBeRepeatedAndIsNotRepeatedHere() {
        aws.answer("DescribeImages", ImagesXml.images());
        aws.fail("RunInstances", 503, "RequestLimitExceeded", "Request limit exceeded.");
        try (AwsCloudProvider provider = aws.provider().build()) {
            assertThat(failure(provider).kind()).isEqualTo(Kind.RETRYABLE);
            assertThat(aws.requests("RunInstances")).hasSize(1);
        }
    }

    @Test
    void anAnswerWithoutAnInstanceLeavesTheOutcomeUnknown() {
        aws.answer("DescribeImages", ImagesXml.images());
        aws.answer("RunInstances", "<RunInstancesResponse><requestId>r</requestId></RunInstancesResponse>");
        try (AwsCloudProvider provider = aws.provider().build()) {
            assertThat(failure(provider).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
        }
    }

    @Test
    void anAnswerThatIsNoXmlLeavesTheOutcomeUnknown() {
        aws.answer("DescribeImages", ImagesXml.images());
        aws.stub("RunInstances", aResponse().withBody("<RunInstancesResp"));
        try (AwsCloudProvider provider = aws.provider().build()) {
            assertThat(failure(provider).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
        }
    }

    @Test
    void aPlacementOfOtherSettingsIsRefusedBeforeAnythingIsSent() {
        try (AwsCloudProvider provider = aws.provider().subnet("subnet-2").build()) {
            CloudException e = catchThrowableOfType(
                    CloudException.class, () -> provider.launch(request(new Placement("eu-west-1/subnet-1/t3.nano"))));

            assertThat(e.kind()).isEqualTo(Kind.FINAL);
            assertThat(e).hasMessageContaining("must be one of [eu-west-1/subnet-2/t3.nano]");
            assertThat(aws.http().getAllServeEvents()).isEmpty();
        }
    }

    private static CloudException failure(AwsCloudProvider provider) {
        return catchThrowableOfType(CloudException.class, () -> provider.launch(request(Placement.DEFAULT)));
    }

    private static LaunchRequest request(Placement placement) {
        return new LaunchRequest(
                new ImageId("ami-base"),
                Userdata.of(USERDATA),
                placement,
                "token-1",
                Map.of("Name", "CreateAMI", "ami-builder:build-id", "b1"),
                Map.of("ami-builder:build-id", "b1"));
    }

    private static Map<String, String> common() {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("Action", "RunInstances");
        parameters.put("Version", "2016-11-15");
        parameters.put("MinCount", "1");
        parameters.put("MaxCount", "1");
        parameters.put("ImageId", "ami-base");
        parameters.put("InstanceType", "t3.nano");
        parameters.put("ClientToken", "token-1");
        parameters.put("UserData", Base64.getEncoder().encodeToString(USERDATA));
        parameters.put("InstanceInitiatedShutdownBehavior", "stop");
        parameters.put("MetadataOptions.HttpTokens", "required");
        parameters.put("MetadataOptions.HttpEndpoint", "enabled");
        parameters.put("MetadataOptions.HttpPutResponseHopLimit", "1");
        parameters.put("TagSpecification.1.ResourceType", "instance");
        parameters.put("TagSpecification.1.Tag.1.Key", "Name");
        parameters.put("TagSpecification.1.Tag.1.Value", "CreateAMI");
        parameters.put("TagSpecification.1.Tag.2.Key", "ami-builder:build-id");
        parameters.put("TagSpecification.1.Tag.2.Value", "b1");
        parameters.put("TagSpecification.2.ResourceType", "volume");
        parameters.put("TagSpecification.2.Tag.1.Key", "ami-builder:build-id");
        parameters.put("TagSpecification.2.Tag.1.Value", "b1");
        parameters.put("TagSpecification.3.ResourceType", "network-interface");
        parameters.put("TagSpecification.3.Tag.1.Key", "ami-builder:build-id");
        parameters.put("TagSpecification.3.Tag.1.Value", "b1");
        parameters.put("BlockDeviceMapping.1.DeviceName", "/dev/xvda");
        parameters.put("BlockDeviceMapping.1.Ebs.DeleteOnTermination", "true");
        return parameters;
    }
}
