package io.amibuilder.testing;

import io.amibuilder.cloud.ResourceStatus;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The volume of one instance, or the snapshot of one image: gone with its owner unless it was told to stay. */
final class SimulatedDisk {
    final String id;
    private final ResourceStatus.Kind kind;
    private final Map<String, String> tags;
    private final Instant createdAt;
    private final Predicate<Instant> ownerIsThere;
    private boolean outlivesOwner;
    private @Nullable Instant deletedAt;

    SimulatedDisk(
            ResourceStatus.Kind kind,
            String id,
            Map<String, String> tags,
            Instant createdAt,
            Predicate<Instant> ownerIsThere) {
        this.kind = kind;
        this.id = id;
        this.tags = tags;
        this.createdAt = createdAt;
        this.ownerIsThere = ownerIsThere;
    }

    void outliveOwner() {
        outlivesOwner = true;
    }

    boolean isInUse(Instant now) {
        return ownerIsThere.test(now);
    }

    boolean isShown(Instant now) {
        boolean deleted = deletedAt != null && !now.isBefore(deletedAt);
        return !now.isBefore(createdAt) && !deleted && (outlivesOwner || isInUse(now));
    }

    void delete(Instant at) {
        if (deletedAt == null) {
            deletedAt = at;
        }
    }

    ResourceStatus status(Instant now) {
        return new ResourceStatus(kind, id, isInUse(now), createdAt, tags);
    }
}
