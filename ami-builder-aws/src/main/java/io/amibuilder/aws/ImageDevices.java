package io.amibuilder.aws;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;

/**
 * How the image's disks differ from those of its instance. EC2 lets an image leave a volume out, and say whether it is
 * deleted with an instance; size, type and encryption are those of the instance's volumes (EC2 API reference, CreateImage).
 */
final class ImageDevices {
    private final Map<String, Fate> byName;

    ImageDevices(Map<String, Fate> byName) {
        this.byName = new TreeMap<>(byName);
    }

    /** What the image says of a volume. */
    enum Fate {
        LEFT_OUT,
        DELETED_WITH_INSTANCE,
        KEPT
    }

    List<BlockDeviceMapping> mappings() {
        return byName.entrySet().stream()
                .map(device -> mapping(device.getKey(), device.getValue()))
                .toList();
    }

    /** For the provider's settings, which decide the image; empty when nothing differs. */
    String text() {
        StringBuilder text = new StringBuilder();
        byName.forEach((name, fate) -> text.append(" image-disk=").append(name).append(describe(fate)));
        return text.toString();
    }

    private static String describe(Fate fate) {
        return switch (fate) {
            case LEFT_OUT -> ":none";
            case DELETED_WITH_INSTANCE -> ":delete-on-termination";
            case KEPT -> ":kept-on-termination";
        };
    }

    private static BlockDeviceMapping mapping(String name, Fate fate) {
        BlockDeviceMapping.Builder mapping = BlockDeviceMapping.builder().deviceName(name);
        return fate == Fate.LEFT_OUT
                ? mapping.noDevice("").build()
                : mapping.ebs(ebs -> ebs.deleteOnTermination(fate == Fate.DELETED_WITH_INSTANCE))
                        .build();
    }
}
