package io.amibuilder.local;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The disks of machines as volumes, and those of images as snapshots. */
final class LocalDisks {
    private static final String VOLUME = "vol-";
    private static final String SNAPSHOT = "snap-";

    private final StateDirectory state;

    LocalDisks(StateDirectory state) {
        this.state = state;
    }

    List<ResourceStatus> find(Query query) {
        return StateDirectory.request("DescribeVolumes", () -> {
            List<ResourceStatus> found = new ArrayList<>();
            for (InstanceFiles files : state.allInstances()) {
                InstanceDescription owner = InstanceDescription.read(files.description());
                if (Files.exists(files.disk())) {
                    found.add(new ResourceStatus(
                            ResourceStatus.Kind.VOLUME,
                            VOLUME + owner.id().value().substring("i-".length()),
                            !Files.exists(files.terminated()),
                            owner.launchedAt(),
                            owner.diskTags()));
                }
            }
            for (ImageFiles files : state.allImages()) {
                ImageDescription owner = ImageDescription.read(files.description());
                found.add(new ResourceStatus(
                        ResourceStatus.Kind.SNAPSHOT,
                        SNAPSHOT + owner.id().value().substring("ami-".length()),
                        true, // it goes with its image
                        owner.createdAt(),
                        owner.diskTags()));
            }
            return found.stream().filter(disk -> query.matches(disk.tags())).toList();
        });
    }

    void delete(ResourceStatus disk) {
        boolean volume = disk.kind() == ResourceStatus.Kind.VOLUME;
        state.change(volume ? "DeleteVolume" : "DeleteSnapshot", () -> {
            String id = disk.id();
            if (volume) {
                InstanceFiles files = state.instance(new InstanceId("i-" + id.substring(VOLUME.length())));
                requireFree(disk, Files.exists(files.terminated()) || !Files.exists(files.description()));
                Files.deleteIfExists(files.disk());
            } else {
                ImageFiles files = state.image(new ImageId("ami-" + id.substring(SNAPSHOT.length())));
                requireFree(disk, !Files.exists(files.description()));
            }
            return disk;
        });
    }

    private static void requireFree(ResourceStatus disk, boolean free) {
        if (!free) {
            throw new CloudException(
                    Kind.FINAL,
                    disk.kind() == ResourceStatus.Kind.VOLUME ? "DeleteVolume" : "DeleteSnapshot",
                    "VolumeInUse",
                    disk.id() + " is in use; remove what it belongs to",
                    null);
        }
    }
}
