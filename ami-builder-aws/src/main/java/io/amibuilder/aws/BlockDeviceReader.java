package io.amibuilder.aws;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a block device of one parsed mapping, and refuses what it would have to drop. */
final class BlockDeviceReader {
    private static final Logger LOG = LoggerFactory.getLogger(BlockDeviceReader.class);
    private static final Set<String> DEVICE_KEYS = Set.of("DeviceName", "VirtualName", "NoDevice", "Ebs");
    private static final Set<String> EBS_KEYS = Set.of(
            "VolumeSize",
            "VolumeType",
            "Encrypted",
            "KmsKeyId",
            "Iops",
            "Throughput",
            "SnapshotId",
            "DeleteOnTermination");

    private BlockDeviceReader() {}

    static BlockDevice read(Map<String, Object> mapping) {
        requireKnown("block device", mapping, DEVICE_KEYS);
        String name = text(mapping, "DeviceName");
        BlockDeviceFields fields = new BlockDeviceFields(name).noDevice(mapping.containsKey("NoDevice"));
        if (mapping.containsKey("VirtualName")) {
            fields.virtualName(text(mapping, "VirtualName"));
        }
        Object ebs = mapping.get("Ebs");
        if (ebs instanceof Map<?, ?> volume) {
            readVolume(fields, name, volume);
        } else if (ebs != null) {
            throw new IllegalArgumentException(
                    "Ebs of " + name + " must be a group of settings, but was '" + ebs + "'");
        }
        return fields.build();
    }

    private static void readVolume(BlockDeviceFields fields, String name, Map<?, ?> ebs) {
        requireKnown("Ebs of " + name, ebs, EBS_KEYS);
        fields.sizeGiB(number(ebs, "VolumeSize")).iops(number(ebs, "Iops")).throughputMiBps(number(ebs, "Throughput"));
        if (ebs.containsKey("VolumeType")) {
            fields.volumeType(text(ebs, "VolumeType"));
        }
        if (ebs.containsKey("Encrypted")) {
            fields.encrypted(flag(ebs, "Encrypted"));
        }
        if (ebs.containsKey("KmsKeyId")) {
            fields.kmsKey(text(ebs, "KmsKeyId"));
        }
        if (ebs.containsKey("SnapshotId")) {
            fields.snapshot(text(ebs, "SnapshotId"));
        }
        if (ebs.containsKey("DeleteOnTermination") && !flag(ebs, "DeleteOnTermination")) {
            LOG.warn("DeleteOnTermination=false of {} is taken as true: a volume must not outlive its build", name);
        }
    }

    private static void requireKnown(String what, Map<?, ?> tree, Set<String> known) {
        for (Object key : tree.keySet()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException(
                        what + " must have no other keys than " + new TreeSet<>(known) + ", but has '" + key + "'");
            }
        }
    }

    private static String text(Map<?, ?> tree, String key) {
        if (tree.get(key) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IllegalArgumentException("a text is needed for " + key);
    }

    private static OptionalInt number(Map<?, ?> tree, String key) {
        if (!tree.containsKey(key)) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(text(tree, key)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " must be a whole number, but was '" + tree.get(key) + "'", e);
        }
    }

    private static boolean flag(Map<?, ?> tree, String key) {
        return switch (text(tree, key)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException(key + " must be true or false, but was '" + tree.get(key) + "'");
        };
    }
}
