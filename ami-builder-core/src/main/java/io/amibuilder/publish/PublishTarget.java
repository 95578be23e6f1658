package io.amibuilder.publish;

import io.amibuilder.cloud.ImageId;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One place where an image is published, and how far that is.
 *
 * @param place its name, as in {@code eu-central-1}
 * @param state how far it is
 * @param image the image there; empty as long as there is none
 * @param detail what is done, is waited for or went wrong, as a person would say it; not blank
 * @serial exclude
 */
public record PublishTarget(String place, State state, Optional<ImageId> image, String detail) implements Serializable {
    /** How far a target is. */
    public enum State {
        /** Something is not done yet. */
        PENDING,
        /** Everything is done. */
        DONE,
        /** Something cannot be done; other things may have been. */
        FAILED
    }

    /** An {@code Optional} cannot be serialized, and {@link PublishFailedException} carries targets. */
    private Object writeReplace() {
        return new Serialized(place, state, image.orElse(null), detail);
    }

    private record Serialized(
            String place, State state, @Nullable ImageId image, String detail) implements Serializable {
        private Object readResolve() {
            return new PublishTarget(place, state, Optional.ofNullable(image), detail);
        }
    }

    @Override
    public String toString() {
        return place + ": " + state.name().toLowerCase(java.util.Locale.ROOT)
                + image.map(id -> " as " + id).orElse("") + " (" + detail + ")";
    }
}
