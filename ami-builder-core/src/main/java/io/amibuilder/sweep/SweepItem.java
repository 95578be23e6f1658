package io.amibuilder.sweep;

import java.util.Locale;

/**
 * One thing that may be removed.
 *
 * @param kind what it is
 * @param id the cloud's name of it
 * @param buildId the build that made it
 * @param why why nobody needs it any more, for a person
 */
public record SweepItem(Kind kind, String id, String buildId, String why) {
    /** What a thing is. */
    public enum Kind {
        /** What may launch another instance for one that has ended. */
        SPOT_REQUEST,
        /** An instance; its volumes go with it. */
        INSTANCE,
        /** A disk without an instance. */
        VOLUME,
        /** An image that never became available; its snapshots go with it. */
        IMAGE,
        /** A copy of a disk without an image. */
        SNAPSHOT;

        /** In lower case, as in {@code spot request}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    @Override
    public String toString() {
        return kind + " " + id + " of build " + buildId + ": " + why;
    }
}
