package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Looks at own volumes, snapshots and Spot requests, and removes them. */
final class Ec2Resources {
    /** The largest page of DescribeVolumes. */
    private static final int VOLUMES_PAGE = 500;
    /** The largest page of DescribeSnapshots. */
    private static final int SNAPSHOTS_PAGE = 1000;

    private static final String SELF = "self";
    private static final Set<String> GONE = Set.of("deleting", "deleted");
    // In every other state, one that is not known yet included, somebody may need it
    private static final Set<String> FREE_VOLUME = Set.of("available", "error");
    private static final Set<String> FREE_SNAPSHOT = Set.of("completed", "error");

    private final Ec2Client ec2;
    private final SnapshotUse use;
    private final SpotRequests spot;

    Ec2Resources(Ec2Client ec2, ImageSearch search, SpotRequests spot) {
        this.ec2 = ec2;
        this.spot = spot;
        this.use = new SnapshotUse(search);
    }

    List<ResourceStatus> find(Query query) {
        return Stream.of(spot.find(query), volumes(query), snapshots(query))
                .flatMap(each -> each)
                .toList();
    }

    void delete(ResourceStatus resource) {
        try {
            switch (resource.kind()) {
                case SPOT_REQUEST -> spot.cancel(resource.id());
                case VOLUME ->
                    Call.repeatable(
                            "DeleteVolume",
                            call -> ec2.deleteVolume(
                                    r -> r.volumeId(resource.id()).overrideConfiguration(call)));
                case SNAPSHOT ->
                    Call.repeatable(
                            "DeleteSnapshot",
                            call -> ec2.deleteSnapshot(
                                    r -> r.snapshotId(resource.id()).overrideConfiguration(call)));
            }
        } catch (CloudException e) {
            if (e.kind() != CloudException.Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    private Stream<ResourceStatus> volumes(Query query) {
        return Pages.all(token -> volumes(Ec2Filters.of(query), token), DescribeVolumesResponse::nextToken)
                .flatMap(page -> page.volumes().stream())
                .filter(volume -> !GONE.contains(volume.stateAsString()))
                .map(Ec2Resources::status)
                .filter(volume -> query.matches(volume.tags()));
    }

    private Stream<ResourceStatus> snapshots(Query query) {
        List<Snapshot> found = Pages.all(
                        token -> snapshots(Ec2Filters.of(query), token), DescribeSnapshotsResponse::nextToken)
                .flatMap(page -> page.snapshots().stream())
                .filter(snapshot -> query.matches(Ec2Tags.map(snapshot.tags())))
                .toList();
        Set<String> used = use.usedOf(found.stream().map(Snapshot::snapshotId).collect(Collectors.toSet()));
        return found.stream().map(snapshot -> status(snapshot, used));
    }

    private DescribeVolumesResponse volumes(List<Filter> filters, Optional<String> token) {
        return Call.repeatable(
                "DescribeVolumes",
                call -> ec2.describeVolumes(r -> r.filters(filters)
                        .maxResults(VOLUMES_PAGE)
                        .nextToken(token.orElse(null))
                        .overrideConfiguration(call)));
    }

    private DescribeSnapshotsResponse snapshots(List<Filter> filters, Optional<String> token) {
        return Call.repeatable(
                "DescribeSnapshots",
                call -> ec2.describeSnapshots(r -> r.ownerIds(SELF)
                        .filters(filters)
                        .maxResults(SNAPSHOTS_PAGE)
                        .nextToken(token.orElse(null))
                        .overrideConfiguration(call)));
    }

    private static ResourceStatus status(Volume volume) {
        boolean free = FREE_VOLUME.contains(String.valueOf(volume.stateAsString()))
                && volume.attachments().isEmpty();
        return new ResourceStatus(
                ResourceStatus.Kind.VOLUME,
                volume.volumeId(),
                !free,
                created(volume.createTime()),
                Ec2Tags.map(volume.tags()));
    }

    private static ResourceStatus status(Snapshot snapshot, Set<String> used) {
        boolean free = FREE_SNAPSHOT.contains(String.valueOf(snapshot.stateAsString()))
                && !used.contains(snapshot.snapshotId());
        return new ResourceStatus(
                ResourceStatus.Kind.SNAPSHOT,
                snapshot.snapshotId(),
                !free,
                created(snapshot.startTime()),
                Ec2Tags.map(snapshot.tags()));
    }

    /** Without a date nothing may be called old. */
    private static Instant created(@Nullable Instant given) {
        return given == null ? Instant.MAX : given;
    }
}
