package io.amibuilder.testing;

import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An image whose state is a function of the time. */
final class SimulatedImage {
    private static final Duration TAKES = Duration.ofMinutes(2);

    final ImageId id;
    final ImageRequest request;
    private final Instant requestedAt;
    private final boolean fails;
    private final NavigableMap<Instant, Map<String, String>> tags = new TreeMap<>(); // those from a moment on
    private @Nullable Instant discardedAt;

    SimulatedImage(ImageId id, ImageRequest request, Instant requestedAt, boolean fails) {
        this.id = id;
        this.request = request;
        this.requestedAt = requestedAt;
        this.fails = fails;
        tags.put(requestedAt, request.imageTags());
    }

    void tag(String name, String value, Instant at) {
        Map<String, String> changed = new LinkedHashMap<>(tags.lastEntry().getValue());
        changed.put(name, value);
        tags.put(at, changed);
    }

    void discard(Instant at) {
        if (discardedAt == null) {
            discardedAt = at;
        }
    }

    boolean isShown(Instant now) {
        return !now.isBefore(requestedAt) && (discardedAt == null || now.isBefore(discardedAt));
    }

    ImageStatus status(Instant now) {
        boolean ready = !now.isBefore(requestedAt.plus(TAKES));
        ImageState finished = fails ? ImageState.FAILED : ImageState.AVAILABLE;
        return new ImageStatus(
                id,
                request.name(),
                ready ? finished : ImageState.PENDING,
                ready && fails ? "Client.InternalError: the snapshot failed" : "",
                requestedAt,
                tags.floorEntry(now).getValue());
    }
}
