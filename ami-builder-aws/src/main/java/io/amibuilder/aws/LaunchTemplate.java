package io.amibuilder.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateEbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/**
 * One version of a launch template, as the base of a launch.
 *
 * @param id its id
 * @param version its number, so that every launch of a provider is of the same version
 * @param data what it says
 */
record LaunchTemplate(String id, String version, ResponseLaunchTemplateData data) {
    static LaunchTemplate of(LaunchTemplateVersion version) {
        return new LaunchTemplate(
                version.launchTemplateId(), String.valueOf(version.versionNumber()), version.launchTemplateData());
    }

    Optional<String> instanceType() {
        return Optional.ofNullable(data.instanceTypeAsString());
    }

    List<LaunchTemplateInstanceNetworkInterfaceSpecification> networkInterfaces() {
        return data.networkInterfaces();
    }

    /** What a bake cannot live with, and what EC2 does not take together with the builder's own settings. */
    List<String> problems(LaunchSettings settings) {
        List<String> problems = new ArrayList<>();
        String subject = "launch template " + id + " (version " + version + ")";
        if (data.instanceMarketOptions() != null) {
            problems.add(
                    subject + " asks for " + data.instanceMarketOptions().marketTypeAsString()
                            + " instances by itself, of which not all can be stopped; leave it out there and use purchase(...)");
        }
        if (settings.places().instanceTypes().isEmpty() && instanceType().isEmpty()) {
            problems.add(subject + " names no instance type; give instanceType(...)");
        }
        if (networkInterfaces().stream().anyMatch(each -> Boolean.FALSE.equals(each.deleteOnTermination()))) {
            problems.add(subject + " has a network interface that outlives its instance; let it be deleted with it");
        }
        boolean groupsOutside =
                !data.securityGroupIds().isEmpty() || !data.securityGroups().isEmpty();
        if (groupsOutside && settings.publicIp().isPresent()) {
            problems.add(subject + " names security groups outside of a network interface, which EC2 does not take"
                    + " together with publicIp(...); leave out one of the two");
        }
        return problems;
    }

    /** Its disks in full, each volume deleted with its instance. */
    List<BlockDeviceMapping> blockDevices() {
        return data.blockDeviceMappings().stream().map(LaunchTemplate::mapping).toList();
    }

    private static BlockDeviceMapping mapping(LaunchTemplateBlockDeviceMapping device) {
        BlockDeviceMapping.Builder mapping = BlockDeviceMapping.builder()
                .deviceName(device.deviceName())
                .virtualName(device.virtualName())
                .noDevice(device.noDevice());
        Optional.ofNullable(device.ebs()).ifPresent(ebs -> mapping.ebs(volume(ebs)));
        return mapping.build();
    }

    private static EbsBlockDevice volume(LaunchTemplateEbsBlockDevice ebs) {
        return EbsBlockDevice.builder()
                .deleteOnTermination(true)
                .encrypted(ebs.encrypted())
                .iops(ebs.iops())
                .kmsKeyId(ebs.kmsKeyId())
                .snapshotId(ebs.snapshotId())
                .volumeSize(ebs.volumeSize())
                .volumeType(ebs.volumeTypeAsString())
                .throughput(ebs.throughput())
                .build();
    }
}
