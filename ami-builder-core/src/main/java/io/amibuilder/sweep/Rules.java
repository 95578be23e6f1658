package io.amibuilder.sweep;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.ResourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** When nobody needs a thing any more. The whole policy; what it does not name stays. */
final class Rules {
    // Not "disabled": somebody switched that image off and may switch it on again
    private static final Set<ImageState> NEVER_AVAILABLE =
            Set.of(ImageState.PENDING, ImageState.FAILED, ImageState.INVALID, ImageState.ERROR);

    private final Instant now;
    private final Duration imageAge;

    Rules(Instant now, Duration imageAge) {
        this.now = now;
        this.imageAge = imageAge;
    }

    Optional<String> whySwept(InstanceStatus instance) {
        return instance.state().isGone() ? Optional.empty() : expired(instance.tags());
    }

    Optional<String> whySwept(ImageStatus image) {
        return NEVER_AVAILABLE.contains(image.state())
                ? old(image.createdAt()).map(age -> image.state().text() + " and " + age)
                : Optional.empty();
    }

    Optional<String> whySwept(ResourceStatus resource) {
        if (resource.inUse()) {
            return Optional.empty();
        }
        return switch (resource.kind()) {
            case VOLUME -> expired(resource.tags()).map(expiry -> "attached to nothing and " + expiry);
            case SPOT_REQUEST -> expired(resource.tags()).map(expiry -> "may launch another instance and " + expiry);
            case SNAPSHOT -> old(resource.createdAt()).map(age -> "no image is made of it and it is " + age);
        };
    }

    /** Why it cannot be told whether something with these tags has expired; empty when it can. */
    static Optional<String> problem(Map<String, String> tags) {
        String text = tags.get(AmiTags.EXPIRES);
        if (text == null) {
            return Optional.of("it has no tag " + AmiTags.EXPIRES);
        }
        return parse(text).isPresent()
                ? Optional.empty()
                : Optional.of("its tag " + AmiTags.EXPIRES + " is not a moment as in 2026-01-02T03:04:05Z: " + text);
    }

    private Optional<String> expired(Map<String, String> tags) {
        return Optional.ofNullable(tags.get(AmiTags.EXPIRES))
                .flatMap(Rules::parse)
                .filter(now::isAfter)
                .map(expiry -> "expired at " + expiry);
    }

    private Optional<String> old(Instant createdAt) {
        return createdAt.isBefore(now.minus(imageAge))
                ? Optional.of("older than " + imageAge.toHours() + " hours: made at " + createdAt)
                : Optional.empty();
    }

    private static Optional<Instant> parse(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
