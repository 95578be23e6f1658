package io.amibuilder.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * The block device mappings of a launch, each volume deleted with its instance: those asked for, and those that the base
 * image brings, which may say otherwise. What a mapping does not say is taken from the base image (EC2 user guide, "Block
 * device mappings").
 */
final class Ec2BlockDevices {
    private final List<BlockDevice> wanted;
    // An image's own devices never change; bounded by the number of base images that one program uses
    private final Map<String, List<String>> volumesOfImages = new ConcurrentHashMap<>();

    Ec2BlockDevices(List<BlockDevice> wanted) {
        this.wanted = List.copyOf(wanted);
    }

    /** Remembers the volumes that this image brings. */
    void remember(Image image) {
        volumesOfImages.put(
                image.imageId(),
                image.blockDeviceMappings().stream()
                        .filter(device -> device.ebs() != null)
                        .map(BlockDeviceMapping::deviceName)
                        .toList());
    }

    boolean knows(String imageId) {
        return volumesOfImages.containsKey(imageId);
    }

    List<BlockDeviceMapping> of(String imageId) {
        List<BlockDeviceMapping> mappings = new ArrayList<>();
        wanted.forEach(device -> mappings.add(mapping(device)));
        var named = wanted.stream().map(BlockDevice::deviceName).collect(Collectors.toSet());
        volumesOfImages.getOrDefault(imageId, List.of()).stream()
                .filter(name -> !named.contains(name))
                .forEach(name -> mappings.add(BlockDeviceMapping.builder()
                        .deviceName(name)
                        .ebs(ebs -> ebs.deleteOnTermination(true))
                        .build()));
        return mappings;
    }

    private static BlockDeviceMapping mapping(BlockDevice device) {
        BlockDeviceMapping.Builder mapping = BlockDeviceMapping.builder().deviceName(device.deviceName());
        if (device.noDevice()) {
            return mapping.noDevice("").build();
        }
        if (device.virtualName().isPresent()) {
            return mapping.virtualName(device.virtualName().get()).build();
        }
        EbsBlockDevice.Builder ebs = EbsBlockDevice.builder().deleteOnTermination(true);
        device.sizeGiB().ifPresent(ebs::volumeSize);
        device.volumeType().ifPresent(ebs::volumeType);
        device.encrypted().ifPresent(ebs::encrypted);
        device.kmsKey().ifPresent(ebs::kmsKeyId);
        device.iops().ifPresent(ebs::iops);
        device.throughputMiBps().ifPresent(ebs::throughput);
        device.snapshot().ifPresent(ebs::snapshotId);
        return mapping.ebs(ebs.build()).build();
    }
}
