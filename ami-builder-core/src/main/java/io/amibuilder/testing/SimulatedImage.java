package io.amibuilder.testing;

import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import java.time.Duration;
import java.time.Instant;

/** An image whose state is a function of the time. */
record SimulatedImage(ImageId id, ImageRequest request, Instant requestedAt, Duration takes, boolean fails) {
    ImageStatus status(Instant now) {
        boolean ready = !now.isBefore(requestedAt.plus(takes));
        ImageState finished = fails ? ImageState.FAILED : ImageState.AVAILABLE;
        String reason = ready && fails ? "Client.InternalError: the snapshot failed" : "";
        return new ImageStatus(
                id, request.name(), ready ? finished : ImageState.PENDING, reason, requestedAt, request.imageTags());
    }
}
