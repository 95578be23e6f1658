package io.amibuilder.testing;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The volumes and snapshots of a simulated cloud: one for each instance and for each image. */
final class SimulatedDisks {
    private final Map<String, SimulatedDisk> byOwner = new LinkedHashMap<>();
    private final Map<String, SimulatedDisk> byId = new LinkedHashMap<>();

    void addVolume(SimulatedInstance instance, Instant now) {
        String owner = instance.id.value();
        add(
                owner,
                new SimulatedDisk(
                        ResourceStatus.Kind.VOLUME,
                        "vol" + owner.substring(owner.indexOf('-')),
                        instance.request.volumeTags(),
                        now,
                        at -> instance.state(at) != InstanceState.TERMINATED));
    }

    void addSnapshot(SimulatedImage image, Instant now) {
        String owner = image.id.value();
        add(
                owner,
                new SimulatedDisk(
                        ResourceStatus.Kind.SNAPSHOT,
                        "snap" + owner.substring(owner.indexOf('-')),
                        image.request.snapshotTags(),
                        now,
                        image::isShown));
    }

    private void add(String owner, SimulatedDisk disk) {
        byOwner.put(owner, disk);
        byId.put(disk.id, disk);
    }

    void outliveOwner(String owner) {
        Optional.ofNullable(byOwner.get(owner))
                .orElseThrow(() -> new IllegalArgumentException("there is no " + owner))
                .outliveOwner();
    }

    List<ResourceStatus> find(Query query, Instant now) {
        return byId.values().stream()
                .filter(disk -> disk.isShown(now))
                .map(disk -> disk.status(now))
                .filter(status -> query.matches(status.tags()))
                .toList();
    }

    void delete(ResourceStatus resource, Instant now) {
        SimulatedDisk disk = byId.get(resource.id());
        if (disk == null || !disk.isShown(now)) {
            return;
        }
        if (disk.isInUse(now)) {
            boolean volume = resource.kind() == ResourceStatus.Kind.VOLUME;
            throw new CloudException(
                    CloudException.Kind.FINAL,
                    volume ? "DeleteVolume" : "DeleteSnapshot",
                    volume ? "VolumeInUse" : "InvalidSnapshot.InUse",
                    disk.id + " is in use",
                    null);
        }
        disk.delete(now);
    }
}
