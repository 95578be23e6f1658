package io.amibuilder.engine;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.rootfs.Sha256;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.wait.WaitPolicy;
import java.util.Optional;

/**
 * The smoke test of an image.
 *
 * @param userdata what its instance is told
 * @param stored the rootfs that must be stored before the launch, and where; empty when there is none or it is inline
 * @param instanceWait how long its instance may take from its launch until it has stopped
 * @param proofWait how long the console may take from then until it carries the last word
 */
public record TestRequest(
        Userdata userdata, Optional<BakeRequest.Stored> stored, WaitPolicy instanceWait, WaitPolicy proofWait) {
    /** Between the build's id and the image's in the id under which the test runs. */
    public static final String INFIX = "/smoke-test/";

    /** Under what id an image of a build is tested. */
    static String id(String buildId, ImageId image) {
        return buildId + INFIX + image;
    }

    /** The digest of everything that is tested. */
    Sha256 digest() {
        String rootfs = stored.map(s -> s.rootfs().digest().hex()).orElse("inline");
        return Sha256.of(userdata.digest().hex() + "\n" + rootfs);
    }

    /**
     * The test of this image as a bake whose goal is proof. It has an id of its own, with the image in it: an instance that
     * tests an image which was discarded is never taken for one that tests its successor.
     */
    BakeRequest of(ImageStatus image, BakeRequest build) {
        return new BakeRequest(
                id(build.buildId(), image.id()),
                build.name(),
                build.version(),
                build.imageName(),
                build.description(),
                BaseImage.id(image.id().value()),
                userdata,
                stored,
                build.tags(),
                instanceWait,
                proofWait,
                build.imageWait(),
                build.progressEvery(),
                false,
                build.onFailure(),
                false,
                build.deleteStored(),
                new Goal.Proof(image, build.buildId()));
    }
}
