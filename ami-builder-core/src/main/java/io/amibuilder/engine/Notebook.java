package io.amibuilder.engine;

import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.guest.GuestReport;
import io.amibuilder.userdata.Userdata;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one process remembers of a build. All of it may be lost without harm: the cloud's tags, tokens and names are the
 * journal. It saves requests, keeps the first failure's time, and bridges the moments in which the cloud does not show
 * yet what it has made.
 */
final class Notebook {
    boolean announced;

    @Nullable
    BaseImageInfo baseImage;

    @Nullable
    Userdata boundUserdata;

    boolean rootfsReady;

    /** How many launch tokens cannot be used any more. */
    int spentTokens;
    /** Which placement is tried now. */
    int placement;

    @Nullable
    InstanceId launched;

    @Nullable
    Instant launchedAt;
    /** Whether a launch was sent whose answer is not known. */
    boolean launchUnknown;

    boolean adopted;
    List<InstanceId> surplus = List.of();
    int goneLooks;

    @Nullable
    InstanceStatus instance;

    @Nullable
    Instant stoppedSince;

    GuestReport report = GuestReport.SILENCE;
    boolean terminated;

    @Nullable
    ImageId requestedImage;

    @Nullable
    Instant imageRequestedAt;

    @Nullable
    ImageStatus image;
    /** The number under which an image was asked for without an answer; 0 when there is none. */
    int unknownNumber;
    /** The highest number whose name belongs to somebody else. */
    int takenNumber;

    /** What the next look is taken at. */
    Action.Subject watching = Action.Subject.EVERYTHING;

    int looks;

    @Nullable
    Instant firstProblem;

    int problems;

    Observation observation() {
        return new Observation(
                Optional.ofNullable(image),
                Optional.ofNullable(imageRequestedAt),
                Optional.ofNullable(instance),
                surplus,
                adopted,
                goneLooks,
                Optional.ofNullable(launchedAt),
                Optional.ofNullable(stoppedSince),
                report,
                rootfsReady,
                terminated,
                looks);
    }
}
