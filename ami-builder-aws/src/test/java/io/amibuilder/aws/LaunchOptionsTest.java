package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Placement;
import io.amibuilder.userdata.Userdata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each option of a launch: what it sends, and what is refused before. */
class LaunchOptionsTest {
    private static final String TEMPLATE = """
            <DescribeLaunchTemplateVersionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId>
            <launchTemplateVersionSet><item><launchTemplateId>lt-1</launchTemplateId>
            <launchTemplateName>baking</launchTemplateName><versionNumber>7</versionNumber>
            <defaultVersion>true</defaultVersion><launchTemplateData>%s</launchTemplateData></item>
            </launchTemplateVersionSet></DescribeLaunchTemplateVersionsResponse>""";

    @RegisterExtension
    final AwsServer aws = new AwsServer();

    @BeforeEach
    void answers() {
        aws.answer("RunInstances", AwsServer.resource("run-instances.xml"));
        image("");
    }

    @Test
    void placesAreTriedTypeByTypeInEverySubnetAndSpotFirst() {
        try (AwsCloudProvider provider = aws.provider()
                .instanceTypes("t3.small", "t3a.small")
                .subnets("subnet-1", "subnet-2")
                .purchase(Purchase.SPOT_THEN_ON_DEMAND)
                .build()) {
            assertThat(provider.placements())
                    .extracting(Placement::name)
                    .containsExactly(
                            "eu-west-1/subnet-1/t3.small/spot",
                            "eu-west-1/subnet-2/t3.small/spot",
                            "eu-west-1/subnet-1/t3a.small/spot",
                            "eu-west-1/subnet-2/t3a.small/spot",
                            "eu-west-1/subnet-1/t3.small",
                            "eu-west-1/subnet-2/t3.small",
                            "eu-west-1/subnet-1/t3a.small",
                            "eu-west-1/subnet-2/t3a.small");
        }
    }

    @Test
    void placeAndPriceDoNotChangeTheFingerprintAndARootVolumeDoes() {
        try (AwsCloudProvider plain = aws.provider().build();
                AwsCloudProvider elsewhere = plain.toBuilder()
                        .instanceTypes("t3.small")
                        .subnet("subnet-1")
                        .purchase(Purchase.SPOT)
                        .tenancy(Tenancy.DEDICATED)
                        .placementGroup("g")
                        .creditMode(CreditMode.STANDARD)
                        .build();
                AwsCloudProvider larger = elsewhere.toBuilder()
                        .rootVolume(20)
                        .launchTemplate("lt-1", "3")
                        .build()) {
            assertThat(elsewhere.settings()).isEqualTo(plain.settings());
            assertThat(elsewhere).hasToString(plain.settings() + " placements=[eu-west-1/subnet-1/t3.small/spot]");
            assertThat(larger.settings()).isEqualTo(plain.settings() + " launch-template=lt-1:3 disk=root:20GiB");
            assertThat(larger.placements()).isEqualTo(elsewhere.placements());
        }
    }

    @Test
    void theRootVolumeIsFoundWhateverItsDeviceIsCalled() {
        Map<String, String> sent = launch(aws.provider()
                .rootVolume(BlockDevice.root(20)
                        .withVolumeType("gp3")
                        .withIops(4000)
                        .withThroughputMiBps(200)
                        .withEncryption("alias/k")));

        assertThat(sent)
                .containsEntry("BlockDeviceMapping.1.DeviceName", "/dev/xvda")
                .containsEntry("BlockDeviceMapping.1.Ebs.VolumeSize", "20")
                .containsEntry("BlockDeviceMapping.1.Ebs.VolumeType", "gp3")
                .containsEntry("BlockDeviceMapping.1.Ebs.Iops", "4000")
                .containsEntry("BlockDeviceMapping.1.Ebs.Throughput", "200")
                .containsEntry("BlockDeviceMapping.1.Ebs.Encrypted", "true")
                .containsEntry("BlockDeviceMapping.1.Ebs.KmsKeyId", "alias/k")
                .containsEntry("BlockDeviceMapping.1.Ebs.DeleteOnTermination", "true")
                .doesNotContainKey("BlockDeviceMapping.2.DeviceName");
    }

    @Test
    void aDiskSmallerThanTheBaseImagesIsRefusedWithBothSizes() {
        assertThat(refused(aws.provider().rootVolume(4)))
                .hasMessageContaining(
                        "device /dev/xvda must not be smaller than in image ami-base, which has 8 GiB, but"
                                + " is to have 4 GiB");
        assertThat(refused(aws.provider().rootVolume(20).blockDevices(List.of(BlockDevice.volume("/dev/xvda", 30)))))
                .hasMessageContaining("device /dev/xvda of image ami-base is described more than once");
    }

    @Test
    void tenancyGroupReservationAndCreditsAreSent() {
        assertThat(launch(aws.provider()
                        .tenancy(Tenancy.DEDICATED)
                        .placementGroup("group")
                        .capacityReservation(CapacityReservation.id("cr-1"))
                        .creditMode(CreditMode.UNLIMITED)))
                .containsEntry("Placement.Tenancy", "dedicated")
                .containsEntry("Placement.GroupName", "group")
                .containsEntry(
                        "CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationId", "cr-1")
                .containsEntry("CreditSpecification.CpuCredits", "unlimited");
        assertThat(launch(aws.provider().capacityReservation(CapacityReservation.none())))
                .containsEntry("CapacityReservationSpecification.CapacityReservationPreference", "none");
        assertThat(launch(aws.provider().capacityReservation(CapacityReservation.open())))
                .containsEntry("CapacityReservationSpecification.CapacityReservationPreference", "open");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CapacityReservation.id("mine"))
                .withMessageContaining("'cr-', 'open' or 'none', but was 'mine'");
    }

    @Test
    void aSpotRequestIsPersistentStopsAndEndsByItself() {
        assertThat(launch(aws.provider().purchase(Purchase.SPOT)))
                .containsEntry("InstanceMarketOptions.MarketType", "spot")
                .containsEntry("InstanceMarketOptions.SpotOptions.SpotInstanceType", "persistent")
                .containsEntry("InstanceMarketOptions.SpotOptions.InstanceInterruptionBehavior", "stop")
                .containsEntry("InstanceMarketOptions.SpotOptions.ValidUntil", "2026-01-05T00:00:00Z")
                .containsEntry("InstanceInitiatedShutdownBehavior", "stop")
                .containsEntry("TagSpecification.4.ResourceType", "spot-instances-request");
    }

    @Test
    void aSpotRequestThatCannotBeCancelledKeepsItsInstance() {
        aws.answer("DescribeInstances", """
                <DescribeInstancesResponse><reservationSet><item><instancesSet><item><instanceId>i-1</instanceId>
                <spotInstanceRequestId>sir-1</spotInstanceRequestId></item></instancesSet></item></reservationSet>
                </DescribeInstancesResponse>""");
        aws.fail("CancelSpotInstanceRequests", 400, "UnauthorizedOperation", "You are not authorized");
        aws.answer("TerminateInstances", "<TerminateInstancesResponse/>");
        try (AwsCloudProvider provider = aws.provider().build()) {
            CloudException e =
                    catchThrowableOfType(CloudException.class, () -> provider.terminate(new InstanceId("i-1")));
            assertThat(e.operation()).isEqualTo("CancelSpotInstanceRequests");
            assertThat(aws.requests("TerminateInstances")).isEmpty();

            aws.answer("CancelSpotInstanceRequests", "<CancelSpotInstanceRequestsResponse/>");
            provider.terminate(new InstanceId("i-1"));

            assertThat(aws.requests("CancelSpotInstanceRequests").get(1))
                    .containsEntry("SpotInstanceRequestId.1", "sir-1");
            assertThat(aws.requests("TerminateInstances")).hasSize(1);
        }
    }

    @Test
    void typesThatCannotRunTheImageAreAllNamed() {
        assertThat(refused(aws.provider()
                        .instanceTypes("t3.nano", "m7g.large", "t3.smal")
                        .creditMode(CreditMode.STANDARD)))
                .hasMessageContaining(
                        "image ami-base is for x86_64, but instance type m7g.large is for arm64; choose an"
                                + " instance type or a base image of the other's architecture")
                .hasMessageContaining("instance type m7g.large is not burstable and has no credits")
                .hasMessageContaining("instance type t3.smal is not offered in eu-west-1");
        image("<bootMode>uefi</bootMode>");
        assertThat(refused(aws.provider().instanceType("t2.micro")))
                .hasMessageContaining("image ami-base boots by uefi, but instance type t2.micro only by legacy-bios");
        image("<virtualizationType>paravirtual</virtualizationType>");
        assertThat(refused(aws.provider()))
                .hasMessageContaining("needs virtualization paravirtual, but instance type t3.nano has hvm");
        image("<rootDeviceType>instance-store</rootDeviceType>");
        assertThat(refused(aws.provider())).hasMessageContaining("cannot be stopped; choose a base image on EBS");
        image("<bootMode>uefi-preferred</bootMode>");
        assertThat(launch(aws.provider().instanceType("t2.micro"))).containsEntry("InstanceType", "t2.micro");
    }

    @Test
    void whoMayNotAskForTypesMayStillLaunch() {
        aws.fail("DescribeInstanceTypes", 403, "UnauthorizedOperation", "You are not authorized");

        assertThat(launch(aws.provider())).containsEntry("InstanceType", "t3.nano");
    }

    @Test
    void aLaunchTemplateIsTheBaseAndWhatMattersStaysOurs() {
        aws.answer("DescribeLaunchTemplateVersions", TEMPLATE.formatted("""
                <instanceType>t3.small</instanceType>
                <blockDeviceMappingSet><item><deviceName>/dev/sdf</deviceName><ebs><volumeSize>5</volumeSize>
                <deleteOnTermination>false</deleteOnTermination></ebs></item></blockDeviceMappingSet>
                <networkInterfaceSet><item><deviceIndex>0</deviceIndex><subnetId>subnet-9</subnetId>
                <groupSet><groupId>sg-9</groupId></groupSet></item></networkInterfaceSet>"""));

        assertThat(launch(aws.provider().launchTemplate("baking")))
                .containsEntry("LaunchTemplate.LaunchTemplateId", "lt-1")
                .containsEntry("LaunchTemplate.Version", "7")
                .containsEntry("DisableApiTermination", "false")
                .containsEntry("InstanceInitiatedShutdownBehavior", "stop")
                .containsEntry("MetadataOptions.HttpTokens", "required")
                .containsEntry("BlockDeviceMapping.1.DeviceName", "/dev/sdf")
                .containsEntry("BlockDeviceMapping.1.Ebs.VolumeSize", "5")
                .containsEntry("BlockDeviceMapping.1.Ebs.DeleteOnTermination", "true")
                .containsEntry("BlockDeviceMapping.2.DeviceName", "/dev/xvda")
                .doesNotContainKeys("InstanceType", "SubnetId", "NetworkInterface.1.SubnetId");
        assertThat(aws.requests("DescribeLaunchTemplateVersions").get(0))
                .containsEntry("LaunchTemplateName", "baking")
                .containsEntry("LaunchTemplateVersion.1", "$Default");
        assertThat(launch(aws.provider()
                        .launchTemplate("lt-1", "7")
                        .instanceType("m5.large")
                        .subnet("subnet-1")))
                .containsEntry("InstanceType", "m5.large")
                .containsEntry("NetworkInterface.1.SubnetId", "subnet-1")
                .containsEntry("NetworkInterface.1.SecurityGroupId.1", "sg-9")
                .doesNotContainKey("SubnetId");
    }

    @Test
    void aLaunchTemplateThatCannotBeBakedFromIsRefused() {
        aws.answer("DescribeLaunchTemplateVersions", TEMPLATE.formatted("""
                <instanceMarketOptions><marketType>spot</marketType></instanceMarketOptions>
                <securityGroupIdSet><item>sg-1</item></securityGroupIdSet>
                <networkInterfaceSet><item><deviceIndex>1</deviceIndex><deleteOnTermination>false</deleteOnTermination></item>
                </networkInterfaceSet>"""));
        assertThat(refused(aws.provider().launchTemplate("lt-1").publicIp(true)))
                .hasMessageContaining("launch template lt-1 (version 7) asks for spot instances by itself")
                .hasMessageContaining("names no instance type; give instanceType(...)")
                .hasMessageContaining("has a network interface that outlives its instance")
                .hasMessageContaining("names security groups outside of a network interface");

        aws.fail(
                "DescribeLaunchTemplateVersions", 400, "InvalidLaunchTemplateName.NotFoundException", "does not exist");
        assertThat(refused(aws.provider().launchTemplate("baking", "3")))
                .hasMessageContaining("no launch template 'baking' with version '3' in eu-west-1");
    }

    @Test
    void settingsThatContradictEachOtherAreToldAtOnce() {
        AwsSettingsException e = catchThrowableOfType(
                AwsSettingsException.class,
                () -> aws.provider()
                        .instanceTypes("t3.nano", "t3.nano")
                        .subnets("subnet-1", "subnet-1")
                        .purchase(Purchase.SPOT)
                        .tenancy(Tenancy.HOST)
                        .capacityReservation(CapacityReservation.open())
                        .placementGroup(" ")
                        .rootVolume(BlockDevice.volume("/dev/xvda", 8))
                        .launchTemplate("x", "latest")
                        .build());

        assertThat(e.problems())
                .containsExactly(
                        "instanceTypes(...) must differ, but 't3.nano' is there twice",
                        "subnets(...) must differ, but 'subnet-1' is there twice",
                        "placementGroup(...) must not be blank",
                        "tenancy(HOST) is not to be had with purchase(SPOT); leave out one of the two",
                        "capacityReservation(...) has no meaning with purchase(SPOT), which uses none; leave out one of"
                                + " the two",
                        "rootVolume(...) must be made by BlockDevice.root(), but was /dev/xvda; give that one to"
                                + " blockDevices(...)",
                        "the version of launchTemplate(...) must be a number, '$Default' or '$Latest', but was 'latest'");
    }

    private void image(String more) {
        aws.answer(
                "DescribeImages", ImagesXml.images(ImagesXml.image("ami-base", "base", "available", more, Map.of())));
    }

    private Map<String, String> launch(AwsCloudProviderBuilder builder) {
        try (AwsCloudProvider provider = builder.build()) {
            provider.launch(request());
        }
        List<Map<String, String>> sent = aws.requests("RunInstances");
        return sent.get(sent.size() - 1);
    }

    private CloudException refused(AwsCloudProviderBuilder builder) {
        int before = aws.requests("RunInstances").size();
        try (AwsCloudProvider provider = builder.build()) {
            CloudException e = catchThrowableOfType(CloudException.class, () -> provider.launch(request()));
            assertThat(Optional.ofNullable(e).map(CloudException::kind)).contains(Kind.FINAL);
            assertThat(aws.requests("RunInstances")).hasSize(before);
            return e;
        }
    }

    private static LaunchRequest request() {
        Map<String, String> tags = Map.of(AmiTags.BUILD_ID, "b1", AmiTags.EXPIRES, "2026-01-05T00:00:00Z");
        return new LaunchRequest(
                new ImageId("ami-base"), Userdata.of(new byte[] {1}), Placement.DEFAULT, "token-1", tags, tags);
    }
}
