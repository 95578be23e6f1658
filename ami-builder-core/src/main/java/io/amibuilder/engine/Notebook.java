package io.amibuilder.engine;

import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.guest.GuestReport;
import io.amibuilder.userdata.Userdata;
import java.time.Instant;
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
    /** How often the image name was refused since the number was last raised. */
    int nameRefusals;
    /** How many image numbers were passed over because a stranger has the name. */
    int skippedNumbers;

    /** What the next look is taken at; everything when null. */
    Action.@Nullable Subject watching;

    int looks;

    @Nullable
    Instant firstProblem;

    int problems;

    Observation observation() {
        return new Observation(
                Optional.ofNullable(image),
                Optional.ofNullable(imageRequestedAt),
                Optional.ofNullable(instance),
                Optional.ofNullable(launchedAt),
                Optional.ofNullable(stoppedSince),
                report,
                rootfsReady,
                terminated,
                looks);
    }
}
