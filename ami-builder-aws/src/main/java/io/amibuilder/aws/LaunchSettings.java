package io.amibuilder.aws;

import io.amibuilder.cloud.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Where and as what an instance is launched. */
record LaunchSettings(
        String region,
        LaunchPlaces places,
        List<String> securityGroups,
        Optional<String> instanceProfile,
        Optional<String> keyPair,
        Optional<BlockDevice> rootVolume,
        List<BlockDevice> blockDevices,
        Optional<Boolean> publicIp,
        int metadataHopLimit,
        Optional<LaunchTemplateName> launchTemplate) {

    LaunchSettings in(String where) {
        return new LaunchSettings(
                where,
                places,
                securityGroups,
                instanceProfile,
                keyPair,
                rootVolume,
                blockDevices,
                publicIp,
                metadataHopLimit,
                launchTemplate);
    }

    List<Placement> placements() {
        return places.in(region).stream().map(LaunchPlace::placement).toList();
    }

    /** The root volume first. */
    List<BlockDevice> disks() {
        List<BlockDevice> disks = new ArrayList<>();
        rootVolume.ifPresent(disks::add);
        disks.addAll(blockDevices);
        return disks;
    }

    /**
     * What may decide what is in the image. The places are left out, because a build that finds no room in one of them has
     * the same result in the next; so is the endpoint, which says how the cloud is reached.
     */
    String text() {
        StringBuilder text = new StringBuilder("aws region=" + region);
        if (!securityGroups.isEmpty()) {
            text.append(" security-groups=").append(String.join(",", new TreeSet<>(securityGroups)));
        }
        instanceProfile.ifPresent(name -> text.append(" profile=").append(name));
        keyPair.ifPresent(name -> text.append(" key-pair=").append(name));
        publicIp.ifPresent(given -> text.append(" public-ip=").append(given));
        text.append(" metadata-hop-limit=").append(metadataHopLimit);
        launchTemplate.ifPresent(name -> text.append(" launch-template=").append(name));
        disks().forEach(device -> text.append(' ').append(describe(device)));
        return text.toString();
    }

    private static String describe(BlockDevice device) {
        StringBuilder text = new StringBuilder("disk=").append(device.deviceName());
        device.sizeGiB().ifPresent(size -> text.append(':').append(size).append("GiB"));
        device.volumeType().ifPresent(type -> text.append(':').append(type));
        device.encrypted().ifPresent(is -> text.append(is ? ":encrypted" : ":not-encrypted"));
        device.kmsKey().ifPresent(key -> text.append(":key=").append(key));
        device.iops().ifPresent(iops -> text.append(":iops=").append(iops));
        device.throughputMiBps().ifPresent(rate -> text.append(":throughput=").append(rate));
        device.snapshot().ifPresent(id -> text.append(":snapshot=").append(id));
        device.virtualName().ifPresent(name -> text.append(':').append(name));
        return text.append(device.noDevice() ? ":none" : "").toString();
    }
}
