package io.amibuilder.engine;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.OnFailure;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.wait.WaitPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a bake is asked to do; never changes while it runs.
 *
 * @param buildId who it is, for every process that works on it
 * @param name the image family
 * @param version the version within it
 * @param imageName the template of the image's name, as {@link io.amibuilder.cloud.ImageName} reads it
 * @param description the image's description, possibly empty
 * @param baseImage what to start from
 * @param userdata what the instance is told
 * @param stored the rootfs that must be stored before the launch, and where; empty when there is none or it is inline
 * @param tags the user's own tags
 * @param instanceWait how long the instance may take from its launch until it has stopped
 * @param proofWait how long its console may take from then until it carries its last word
 * @param imageWait how long the image may take
 * @param progressEvery how often the console is read while the instance works; zero for never
 * @param acceptNoProof whether an instance that stopped itself in silence makes an image
 * @param onFailure what becomes of the instance when the build fails
 * @param reuse whether an available image of the same fingerprint is taken instead
 * @param deleteStored whether the rootfs that it has stored, and its report, are removed in the end
 * @param goal what the instance is launched for
 */
public record BakeRequest(
        String buildId,
        String name,
        String version,
        String imageName,
        String description,
        BaseImage baseImage,
        Userdata userdata,
        Optional<Stored> stored,
        Map<String, String> tags,
        WaitPolicy instanceWait,
        WaitPolicy proofWait,
        WaitPolicy imageWait,
        Duration progressEvery,
        boolean acceptNoProof,
        OnFailure onFailure,
        boolean reuse,
        boolean deleteStored,
        Goal goal) {
    /**
     * A rootfs and its place.
     *
     * @param rootfs what is stored
     * @param location where exactly, not a prefix
     */
    public record Stored(Rootfs rootfs, RootfsLocation location) {}

    /** The build that listeners are told of; a smoke test belongs to the one that made the image. */
    String toldId() {
        return goal instanceof Goal.Proof proof ? proof.buildId() : buildId;
    }

    /** The smoke test that the image must pass. */
    Optional<TestRequest> test() {
        return goal instanceof Goal.Image image ? image.test() : Optional.empty();
    }
}
