package io.amibuilder.engine;

import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.guest.GuestReport;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a build at one look.
 *
 * @param image the build's image, when one is visible
 * @param imageRequestedAt when this process asked for the image, if it did
 * @param instance the build's instance of the present attempt, when one is visible
 * @param launchedAt when this process launched the instance, if it did
 * @param stoppedSince when this process first saw the instance stopped
 * @param report what the instance has said, as far as it was read
 * @param rootfsReady whether there is nothing left to store
 * @param terminated whether this process has ended the instance
 * @param looks how often this process has looked at what it waits for now
 */
record Observation(
        Optional<ImageStatus> image,
        Optional<Instant> imageRequestedAt,
        Optional<InstanceStatus> instance,
        Optional<Instant> launchedAt,
        Optional<Instant> stoppedSince,
        GuestReport report,
        boolean rootfsReady,
        boolean terminated,
        int looks) {}
