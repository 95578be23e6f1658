package io.amibuilder.aws;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;

/** Which snapshots own images are made of; a snapshot itself does not say. */
final class SnapshotUse {
    private static final String FILTER = "block-device-mapping.snapshot-id";

    private final ImageSearch search;

    SnapshotUse(ImageSearch search) {
        this.search = search;
    }

    /** Those of these snapshots that any own image, a disabled one included, is made of. */
    Set<String> usedOf(Set<String> snapshots) {
        Set<String> used = new LinkedHashSet<>();
        Batches.of(new TreeSet<>(snapshots), Ec2Filters.MAX_VALUES)
                .flatMap(some -> search.own(List.of(Ec2Filters.exactly(FILTER, some))).stream())
                .flatMap(image -> image.blockDeviceMappings().stream())
                .map(device -> device.ebs())
                .filter(Objects::nonNull)
                .map(EbsBlockDevice::snapshotId)
                .filter(Objects::nonNull)
                .forEach(used::add);
        return used;
    }
}
