package io.amibuilder.cloud;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the cloud says of an own volume, snapshot or Spot request. It may be stale.
 *
 * @param kind what it is
 * @param id the cloud's name of it, as in {@code vol-0123456789abcdef0}; not blank
 * @param inUse whether something may need it: the volume is attached or about to be, the snapshot is being made or an own
 *     image is made of it
 * @param createdAt when it was asked for
 * @param tags its tags
 */
public record ResourceStatus(Kind kind, String id, boolean inUse, Instant createdAt, Map<String, String> tags) {
    /** What a resource is. */
    public enum Kind {
        /** A disk. */
        VOLUME,
        /** A copy of a disk. */
        SNAPSHOT,
        /** What asks for an instance of spare capacity, and may ask for another one when that has ended. */
        SPOT_REQUEST
    }

    /**
     * Checks the id and copies the tags.
     *
     * @param kind what it is
     * @param id the cloud's name of it, as in {@code vol-0123456789abcdef0}; not blank
     * @param inUse whether something may need it: the volume is attached or about to be, the snapshot is being made or an
     *     own image is made of it
     * @param createdAt when it was asked for
     * @param tags its tags
     */
    public ResourceStatus {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a resource id must not be blank");
        }
        tags = Map.copyOf(tags);
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + id + " is " + (inUse ? "in use" : "not in use")
                + ", asked for " + createdAt + ", tags " + new TreeMap<>(tags);
    }
}
