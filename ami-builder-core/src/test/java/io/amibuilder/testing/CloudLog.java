package io.amibuilder.testing;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import io.amibuilder.wait.Time;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The truth about a simulated cloud, for the judge. */
final class CloudLog {
    final List<GuestFate> fates = new ArrayList<>();
    private final SimulatedCloud cloud;
    private final Time time;

    CloudLog(SimulatedCloud cloud, Time time) {
        this.cloud = cloud;
        this.time = time;
    }

    SimulatedCloud of(String buildId) {
        return cloud;
    }

    /** What was removed, in order. */
    List<String> acts() {
        return cloud.acts();
    }

    /** What each image was made of. */
    Map<String, String> everySource() {
        return cloud.everySource();
    }

    /** The instances of a build, and of its smoke test, that nobody ended. */
    List<InstanceId> alive(String buildId) {
        return cloud.instances(Query.tagged(AmiTags.BUILD_ID), time.now()).stream()
                .filter(instance -> !instance.state().isGone() && isOf(buildId, instance.tags()))
                .map(InstanceStatus::id)
                .toList();
    }

    /** Everything alive, tagged or not. */
    List<InstanceId> alive() {
        return cloud.left();
    }

    /** The images of a build that nobody discarded. */
    List<ImageStatus> images(String buildId) {
        return cloud.images(Query.build(buildId), time.now());
    }

    /** The volumes and snapshots of a build. */
    List<String> disks(String buildId) {
        return cloud.resources(Query.tagged(AmiTags.BUILD_ID), time.now()).stream()
                .filter(disk -> isOf(buildId, disk.tags()))
                .map(ResourceStatus::id)
                .toList();
    }

    List<ImageStatus> available(String buildId) {
        return images(buildId).stream()
                .filter(image -> image.state() == ImageState.AVAILABLE)
                .toList();
    }

    private static boolean isOf(String buildId, Map<String, String> tags) {
        String id = tags.getOrDefault(AmiTags.BUILD_ID, "");
        return id.equals(buildId) || id.startsWith(buildId + "/");
    }

    /** Whether the image says that it has passed its smoke test. */
    boolean isMarked(ImageId image) {
        return cloud.images(Query.tag(AmiTags.SMOKE_TEST, AmiTags.PASSED), time.now()).stream()
                .anyMatch(marked -> marked.id().equals(image));
    }

    /** What became of the guests that tested an image. */
    List<GuestFate> tests(ImageId image) {
        return cloud.testsOf(image);
    }

    /** What became of the guest that an image was made of. */
    GuestFate fate(ImageId image) {
        return cloud.fate(cloud.sources().get(image));
    }

    /** The build that each image belongs to; an image without the tag belongs to nobody. */
    Map<ImageId, String> owners() {
        Map<ImageId, String> owners = new HashMap<>();
        cloud.sources().keySet().forEach(id -> owners.put(id, "nobody"));
        cloud.images(Query.tag(AmiTags.NAME, "agent"), time.now())
                .forEach(image -> owners.put(image.id(), image.tags().getOrDefault(AmiTags.BUILD_ID, "nobody")));
        return owners;
    }
}
