package io.amibuilder.engine;

import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.guest.GuestReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a build at one look.
 *
 * @param image the build's image, when one is visible
 * @param surplusImages images of the build beside that one
 * @param imageRequestedAt when this process asked for the image, if it did
 * @param instance the build's instance of the present attempt, when one is visible
 * @param surplus instances of the build beside that one: two processes may launch under different tokens
 * @param adopted whether an earlier process launched the instance, so that it may have asked for an image as well
 * @param goneLooks how many looks in a row have found the instance ended
 * @param launchedAt when this process launched the instance, if it did
 * @param stoppedSince when this process first saw the instance stopped
 * @param report what the instance has said, as far as it was read
 * @param rootfsReady whether there is nothing left to store
 * @param terminated whether this process has ended the instance
 * @param passed whether the image under test carries the mark that it has passed, whoever tested it
 * @param looks how often this process has looked at what it waits for now
 */
record Observation(
        Optional<ImageStatus> image,
        List<ImageId> surplusImages,
        Optional<Instant> imageRequestedAt,
        Optional<InstanceStatus> instance,
        List<InstanceId> surplus,
        boolean adopted,
        int goneLooks,
        Optional<Instant> launchedAt,
        Optional<Instant> stoppedSince,
        GuestReport report,
        boolean rootfsReady,
        boolean terminated,
        boolean passed,
        int looks) {}
