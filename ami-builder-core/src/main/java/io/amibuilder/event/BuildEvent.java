package io.amibuilder.event;

import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.Placement;
import io.amibuilder.error.CleanUpSummary;
import io.amibuilder.guest.GuestWord;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.rootfs.PackedFile;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.userdata.PartSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One thing that happened during a build. {@code toString()} is the record's; {@link EventText} gives a sentence. */
public sealed interface BuildEvent {
    /** {@return when it happened, by the build's clock} */
    Instant at();

    /** {@return the build it happened to} */
    String buildId();

    /**
     * The build began, or went on after an interruption.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param name the image family
     * @param version the version within it
     * @param userdataBytes the size of the finished user-data
     */
    record Started(Instant at, String buildId, String name, String version, int userdataBytes) implements BuildEvent {}

    /**
     * The base image was found.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param image the base image
     */
    record BaseImageFound(Instant at, String buildId, BaseImageInfo image) implements BuildEvent {}

    /**
     * So much of the rootfs is stored by now; told at most once in some seconds, and not at all of a short upload.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param location where the rootfs is kept
     * @param doneBytes what is stored
     * @param totalBytes the whole rootfs
     */
    record UploadProgressed(Instant at, String buildId, RootfsLocation location, long doneBytes, long totalBytes)
            implements BuildEvent {}

    /**
     * The rootfs is where the instance will fetch it; {@code uploaded} is false when it was there already.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param location where the rootfs is kept
     * @param sizeBytes the size of the rootfs
     * @param uploaded whether it had to be uploaded
     */
    record RootfsStored(Instant at, String buildId, RootfsLocation location, long sizeBytes, boolean uploaded)
            implements BuildEvent {}

    /**
     * An instance was started.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param instance the instance
     * @param placement where it was put
     */
    record InstanceLaunched(Instant at, String buildId, InstanceId instance, Placement placement)
            implements BuildEvent {}

    /**
     * An instance that an earlier run had started was found.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param instance the instance
     */
    record InstanceAdopted(Instant at, String buildId, InstanceId instance) implements BuildEvent {}

    /**
     * The instance was seen in another state than before.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param instance the instance
     * @param state the state it is in now
     * @param reason the cloud's reason; empty when it gives none
     */
    record InstanceChanged(Instant at, String buildId, InstanceId instance, InstanceState state, String reason)
            implements BuildEvent {}

    /**
     * The instance said something new about its installation.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param instance the instance
     * @param word what it said
     */
    record GuestSpoke(Instant at, String buildId, InstanceId instance, GuestWord word) implements BuildEvent {}

    /**
     * The cloud began to make the image.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param image the image
     * @param name the image's name
     */
    record ImageRequested(Instant at, String buildId, ImageId image, String name) implements BuildEvent {}

    /**
     * An image that an earlier run had asked for was found.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param image the image
     * @param name the image's name
     */
    record ImageAdopted(Instant at, String buildId, ImageId image, String name) implements BuildEvent {}

    /**
     * The image was seen in another state than before.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param image the image
     * @param state the state it is in now
     * @param reason the cloud's reason; empty when it gives none
     */
    record ImageChanged(Instant at, String buildId, ImageId image, ImageState state, String reason)
            implements BuildEvent {}

    /**
     * The instance was told to end.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param instance the instance
     */
    record InstanceTerminated(Instant at, String buildId, InstanceId instance) implements BuildEvent {}

    /**
     * An image that must not stay was removed.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param image the image
     */
    record ImageDiscarded(Instant at, String buildId, ImageId image) implements BuildEvent {}

    /**
     * The image is available, and what happens to instances from now on happens to those that test it.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param image the image
     */
    record SmokeTestStarted(Instant at, String buildId, ImageId image) implements BuildEvent {}

    /**
     * An instance of the image has proved that it works.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param image the image
     */
    record SmokeTestPassed(Instant at, String buildId, ImageId image) implements BuildEvent {}

    /**
     * A place where the image is published was seen in another state than before.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param target the place and its new state
     */
    record TargetChanged(Instant at, String buildId, PublishTarget target) implements BuildEvent {}

    /**
     * A request failed in a way that may pass; the build looks again after the pause.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param problem why the request failed
     * @param pause how long until it looks again
     */
    record Retried(Instant at, String buildId, String problem, Duration pause) implements BuildEvent {}

    /**
     * The rootfs that this build had stored was removed again.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param location where the rootfs is kept
     */
    record RootfsDeleted(Instant at, String buildId, RootfsLocation location) implements BuildEvent {}

    /**
     * The image is available, tested and published as the build says, and nothing else is left.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param image the image
     * @param name the image's name
     */
    record Succeeded(Instant at, String buildId, ImageId image, String name) implements BuildEvent {}

    /**
     * The build ended without an image, or with one that is not tested or not published everywhere.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param kind the simple name of the exception's class, as in {@code GuestFailedException}
     * @param problem its message, which names the remedy; may have several lines
     * @param cleanUp what became of that which the build had created
     */
    record Failed(Instant at, String buildId, String kind, String problem, CleanUpSummary cleanUp)
            implements BuildEvent {}

    /** What only those need who measure or draw: it happens with every look, and changes nothing. */
    sealed interface Detail extends BuildEvent {}

    /**
     * What the build is made of; told once, after {@link Started}.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param parts the parts of the user-data, whose shares add up to its size; empty when they are not known
     * @param files what goes into the image
     * @param storedBytes the rootfs that must be stored before the launch; zero when there is none or it is inline
     */
    record Compiled(Instant at, String buildId, List<PartSize> parts, List<PackedFile> files, long storedBytes)
            implements Detail {
        /**
         * Copies the lists.
         *
         * @param at when it happened
         * @param buildId the build it happened to
         * @param parts the parts of the user-data, whose shares add up to its size; empty when they are not known
         * @param files what goes into the image
         * @param storedBytes the rootfs that must be stored before the launch; zero when there is none or it is inline
         */
        public Compiled {
            parts = List.copyOf(parts);
            files = List.copyOf(files);
        }
    }

    /**
     * A request to the cloud, the store or the publisher ended, in success or not. What the provider repeated meanwhile is
     * one call, and so is a look that several builds took together.
     *
     * @param at when it ended
     * @param buildId the build it happened to
     * @param call what was asked for, as in {@code look at instances}
     * @param took from asking to the answer, with the time for which the rate limit held it back
     * @param failed whether it ended in an exception
     */
    record CallEnded(Instant at, String buildId, String call, Duration took, boolean failed) implements Detail {}

    /**
     * A step is over, and the next one is due after this pause.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param pause positive; an outside event may shorten it, and looks taken together with other builds may lengthen it
     */
    record Paused(Instant at, String buildId, Duration pause) implements Detail {}

    /**
     * The end of the instance's installation log, which it sends with its last word.
     *
     * @param at when it happened, by the build's clock
     * @param buildId the build it happened to
     * @param instance the instance
     * @param lines the end of the log, line by line
     */
    record GuestLogged(Instant at, String buildId, InstanceId instance, List<String> lines) implements Detail {
        /**
         * Copies the list.
         *
         * @param at when it happened
         * @param buildId the build it happened to
         * @param instance the instance
         * @param lines the lines of the log
         */
        public GuestLogged {
            lines = List.copyOf(lines);
        }
    }
}
