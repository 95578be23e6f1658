package io.amibuilder.ec2server;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import io.amibuilder.testing.SimulatedCloud;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** EC2's volumes and snapshots. */
final class DiskApi {
    private static final Query OURS = Query.tagged(AmiTags.BUILD_ID);

    private final SimulatedCloud cloud;
    private final FastTime time;
    private final Function<String, Optional<String>> keys;
    private final Map<String, Map<String, String>> added = new ConcurrentHashMap<>(); // tags, by snapshot

    /** @param keys finds the key of a snapshot */
    DiskApi(SimulatedCloud cloud, FastTime time, Function<String, Optional<String>> keys) {
        this.cloud = cloud;
        this.time = time;
        this.keys = keys;
    }

    /** What it answers, by action. */
    Map<String, Function<Parameters, String>> handlers() {
        return Map.of(
                "DescribeVolumes",
                this::volumes,
                "DescribeSnapshots",
                this::snapshots,
                "DeleteVolume",
                request -> delete(ResourceStatus.Kind.VOLUME, "InvalidVolume.NotFound", request.get("VolumeId")),
                "DeleteSnapshot",
                request -> delete(ResourceStatus.Kind.SNAPSHOT, "InvalidSnapshot.NotFound", request.get("SnapshotId")));
    }

    /** A tag that a snapshot is given after it was made. */
    void tag(String snapshot, String name, String value) {
        existing(ResourceStatus.Kind.SNAPSHOT, "InvalidSnapshot.NotFound", snapshot);
        added.computeIfAbsent(snapshot, id -> new ConcurrentHashMap<>()).put(name, value);
    }

    private String volumes(Parameters request) {
        Set<String> ids = request.filters().get("volume-id");
        return Xml.set(
                "volumeSet",
                disks(ids == null ? request.query() : OURS, ResourceStatus.Kind.VOLUME)
                        .filter(disk -> ids == null || ids.contains(disk.id()))
                        .map(disk -> Xml.volume(disk, time.real(disk.createdAt())))
                        .toList());
    }

    private String snapshots(Parameters request) {
        Set<String> ids = request.filters().get("snapshot-id");
        if (ids != null) {
            return Xml.set(
                    "snapshotSet",
                    ids.stream()
                            .map(id -> Xml.element("snapshotId", id)
                                    + keys.apply(id)
                                            .map(key -> Xml.element("kmsKeyId", key))
                                            .orElse(""))
                            .toList());
        }
        return Xml.set(
                "snapshotSet",
                disks(request.query(), ResourceStatus.Kind.SNAPSHOT)
                        .map(disk -> Xml.snapshot(disk, time.real(disk.createdAt()), tags(disk)))
                        .toList());
    }

    private String delete(ResourceStatus.Kind kind, String missing, String id) {
        cloud.delete(existing(kind, missing, id));
        return Xml.element("return", "true");
    }

    private ResourceStatus existing(ResourceStatus.Kind kind, String missing, String id) {
        return disks(OURS, kind)
                .filter(disk -> disk.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new CloudException(CloudException.Kind.NOT_FOUND, "Disk", missing, "gone: " + id, null));
    }

    private Stream<ResourceStatus> disks(Query query, ResourceStatus.Kind kind) {
        return cloud.resources(query).stream().filter(disk -> disk.kind() == kind);
    }

    private Map<String, String> tags(ResourceStatus disk) {
        Map<String, String> tags = new TreeMap<>(disk.tags());
        tags.putAll(added.getOrDefault(disk.id(), Map.of()));
        return tags;
    }
}
