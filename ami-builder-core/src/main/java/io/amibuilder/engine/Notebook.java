package io.amibuilder.engine;

import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.guest.GuestReport;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.userdata.Userdata;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one process remembers of a build. All of it may be lost without harm: the cloud's tags, tokens and names are the
 * journal. It saves requests, keeps the first failure's time, and bridges the moments in which the cloud does not show
 * yet what it has made. Every field is part of a checkpoint, unless it is {@code transient}.
 */
final class Notebook {
    /**
     * Whether it is written down between two steps. Then another process may repeat a step whose end nobody has seen, and what
     * is created is noted one step before it is asked for.
     */
    boolean checkpointed;

    @Nullable
    BaseImageInfo baseImage;

    /** With the links in it, which are secret: another process makes its own. */
    transient @Nullable Userdata boundUserdata;

    boolean rootfsReady;
    /** Whether this process has sent the rootfs. */
    boolean uploaded;

    boolean reuseChecked;

    /** How many launch tokens cannot be used any more. */
    int spentTokens;
    /** Which placement is tried now. */
    int placement;

    @Nullable
    InstanceId launched;

    @Nullable
    Instant launchedAt;
    /** Since when the launch token is refused because it goes with another request. */
    @Nullable
    Instant clashSince;
    /** Whether a launch was sent whose answer is not known, or may have been sent by a process that has died. */
    boolean launchUnknown;

    boolean adopted;
    /** Living instances of the build beside the one it goes on with. */
    Set<InstanceId> surplus = new LinkedHashSet<>();

    int goneLooks;

    @Nullable
    InstanceStatus instance;

    @Nullable
    Instant stoppedSince;

    GuestReport report = GuestReport.SILENCE;
    /** The steps that were announced, in order; a console forgets its beginning, and is read again and again. */
    Set<String> steps = new LinkedHashSet<>();
    /** When the console of the working instance is read next; null before it was seen working. */
    @Nullable
    Instant nextPeek;

    boolean terminated;
    /** Whether the image under test carries the mark that it has passed. */
    boolean passed;

    @Nullable
    ImageId requestedImage;

    @Nullable
    Instant imageRequestedAt;

    @Nullable
    ImageStatus image;
    /** Every image of the build that a look has shown, as it was shown last. */
    Map<ImageId, ImageStatus> images = new LinkedHashMap<>();
    /** Images of the build beside the one it goes on with. */
    Set<ImageId> surplusImages = new LinkedHashSet<>();
    /** The number under which an image was or may have been asked for without an answer; 0 when there is none. */
    int unknownNumber;
    /** The highest number whose name belongs to somebody else. */
    int takenNumber;

    /** What the next look is taken at. */
    Action.Subject watching = Action.Subject.EVERYTHING;

    int looks;

    @Nullable
    Instant firstProblem;

    int problems;

    /** Since when the image is published, and where it was when the publisher was last asked. */
    @Nullable
    Instant publishingSince;

    List<PublishTarget> targets = List.of();

    Observation observation() {
        return new Observation(
                Optional.ofNullable(image),
                List.copyOf(surplusImages),
                Optional.ofNullable(imageRequestedAt),
                Optional.ofNullable(instance),
                List.copyOf(surplus),
                adopted,
                goneLooks,
                Optional.ofNullable(launchedAt),
                Optional.ofNullable(stoppedSince),
                report,
                rootfsReady,
                terminated,
                passed,
                looks);
    }
}
