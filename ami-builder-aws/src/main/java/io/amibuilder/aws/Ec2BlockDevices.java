package io.amibuilder.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * The block device mappings of a launch, each volume deleted with its instance: those asked for, those of the launch
 * template, and those that the base image brings, which may say otherwise. What a mapping does not say is taken from the
 * base image (EC2 user guide, "Block device mappings").
 */
final class Ec2BlockDevices {
    private final List<BlockDevice> wanted;

    Ec2BlockDevices(List<BlockDevice> wanted) {
        this.wanted = List.copyOf(wanted);
    }

    /** What EC2 would refuse only later, or without saying why. */
    List<String> problems(Image image) {
        List<String> problems = new ArrayList<>();
        List<String> names = wanted.stream().map(device -> name(device, image)).toList();
        names.stream()
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .distinct()
                .forEach(name -> problems.add("device " + name + " of image " + image.imageId()
                        + " is described more than once; describe it by rootVolume(...) or by blockDevices(...)"));
        Map<String, Integer> sizes = image.blockDeviceMappings().stream()
                .filter(device -> device.ebs() != null && device.ebs().volumeSize() != null)
                .collect(Collectors.toMap(
                        BlockDeviceMapping::deviceName, device -> device.ebs().volumeSize(), Math::max));
        wanted.stream()
                .filter(device ->
                        device.sizeGiB().isPresent() && device.snapshot().isEmpty())
                .filter(device -> device.sizeGiB().getAsInt() < sizes.getOrDefault(name(device, image), 0))
                .forEach(device -> problems.add("device " + name(device, image) + " must not be smaller than in image "
                        + image.imageId() + ", which has " + sizes.get(name(device, image)) + " GiB, but is to have "
                        + device.sizeGiB().getAsInt() + " GiB; ask for more, or for no size"));
        return problems;
    }

    /**
     * The mappings: those asked for, then those of the template, then the image's, each device once.
     *
     * @param image none when EC2 does not show it yet
     */
    List<BlockDeviceMapping> of(Optional<Image> image, List<BlockDeviceMapping> template) {
        Stream<BlockDeviceMapping> asked = wanted.stream()
                .map(device -> mapping(device, image.map(i -> name(device, i)).orElse(device.deviceName())));
        Stream<BlockDeviceMapping> brought = image.map(Image::blockDeviceMappings).orElse(List.of()).stream()
                .filter(device -> device.ebs() != null)
                .map(device -> BlockDeviceMapping.builder()
                        .deviceName(device.deviceName())
                        .ebs(ebs -> ebs.deleteOnTermination(true))
                        .build());
        return List.copyOf(Stream.of(asked, template.stream(), brought)
                .flatMap(Function.identity())
                .collect(Collectors.toMap(
                        BlockDeviceMapping::deviceName, each -> each, (first, later) -> first, LinkedHashMap::new))
                .values());
    }

    private static String name(BlockDevice device, Image image) {
        return device.isRoot() && image.rootDeviceName() != null ? image.rootDeviceName() : device.deviceName();
    }

    private static BlockDeviceMapping mapping(BlockDevice device, String name) {
        BlockDeviceMapping.Builder mapping = BlockDeviceMapping.builder().deviceName(name);
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
