package io.amibuilder.aws;

import io.amibuilder.cloud.Placement;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Where and as what an instance is launched: everything of the provider's settings that decides the result. */
record LaunchSettings(
        String region,
        String instanceType,
        Optional<String> subnet,
        List<String> securityGroups,
        Optional<String> instanceProfile,
        Optional<String> keyPair,
        List<BlockDevice> blockDevices,
        Optional<Boolean> publicIp,
        int metadataHopLimit) {

    Placement placement() {
        return new Placement(region + "/" + subnet.orElse("default-subnet") + "/" + instanceType);
    }

    /** The endpoint is left out: it says how the cloud is reached, not what is made there. */
    String text() {
        StringBuilder text = new StringBuilder("aws region=" + region + " type=" + instanceType);
        subnet.ifPresent(id -> text.append(" subnet=").append(id));
        if (!securityGroups.isEmpty()) {
            text.append(" security-groups=").append(String.join(",", new TreeSet<>(securityGroups)));
        }
        instanceProfile.ifPresent(name -> text.append(" profile=").append(name));
        keyPair.ifPresent(name -> text.append(" key-pair=").append(name));
        publicIp.ifPresent(given -> text.append(" public-ip=").append(given));
        text.append(" metadata-hop-limit=").append(metadataHopLimit);
        blockDevices.forEach(device -> text.append(' ').append(describe(device)));
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
