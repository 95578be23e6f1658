package io.amibuilder.testing;

import static io.amibuilder.testing.CloudProviderContract.Promise.that;
import static io.amibuilder.testing.ContractRun.COLOUR;
import static io.amibuilder.testing.ContractRun.require;
import static io.amibuilder.testing.ContractRun.requireRefused;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.testing.CloudProviderContract.Promise;
import java.util.List;

/** What images promise. */
final class ImageChecks {
    private ImageChecks() {}

    static List<Promise> promises() {
        return List.of(
                that("an image becomes available and carries its tags", ImageChecks::available),
                that("an image name is given once only", ImageChecks::nameTaken),
                that("an image is found by its exact name", ImageChecks::named),
                that("images are found by their tags", ImageChecks::byTags),
                that("a tag is written on an image, and replaced by one of the same name", ImageChecks::tagged),
                that("discarding an image twice is fine", ImageChecks::discardTwice));
    }

    private static void available(ContractRun run) throws InterruptedException {
        ImageStatus image = run.image(run.buildId);
        require(image.name().equals(run.buildId), "the image must be called " + run.buildId + ", but was " + image);
        require(
                "red".equals(image.tags().get(COLOUR)) && image.tags().containsValue(run.buildId),
                "an image must carry its tags from the beginning, but was " + image);
    }

    private static void nameTaken(ContractRun run) throws InterruptedException {
        InstanceId source = run.stopped();
        run.createImage(source, run.buildId);
        requireRefused(
                CloudException.Kind.NAME_TAKEN,
                "a second image called " + run.buildId,
                () -> run.createImage(source, run.buildId));
    }

    private static void named(ContractRun run) throws InterruptedException {
        ImageId id = run.createImage(run.stopped(), run.buildId);
        ImageStatus found =
                run.await("image(" + run.buildId + ") must find " + id, () -> run.provider.image(run.buildId));
        require(found.id().equals(id), "image(" + run.buildId + ") must find " + id + ", but found " + found);
        require(found.tags().containsValue(run.buildId), "image(...) must tell the tags, but told " + found);
        for (String other : List.of(run.buildId + "-2", "contract-*", run.buildId.substring(1))) {
            require(run.provider.image(other).isEmpty(), "image(" + other + ") must find nothing, but found an image");
        }
    }

    private static void byTags(ContractRun run) throws InterruptedException {
        ImageId id = run.createImage(run.stopped(), run.buildId);
        run.awaitThat(
                "the images of the build must be " + id + " alone",
                () -> run.provider.images(run.ours()).stream()
                        .map(ImageStatus::id)
                        .toList()
                        .equals(List.of(id)));
        require(
                run.provider.images(run.ours().and(COLOUR, "green")).isEmpty(),
                "there is no green image of this build, but one was found");
    }

    private static void tagged(ContractRun run) throws InterruptedException {
        ImageStatus image = run.image(run.buildId);
        for (String value : List.of("one", "two", "two")) {
            run.provider.tag(image.id(), "Mark", value);
        }
        run.awaitThat(
                "image " + image.id() + " must carry its old tags and Mark=two",
                () -> run.provider.images(run.ours().and("Mark", "two").and(COLOUR, "red")).stream()
                        .map(ImageStatus::id)
                        .toList()
                        .equals(List.of(image.id())));
        run.provider.discard(image.id());
        run.awaitThat("image " + image.id() + " is gone and must take no tag", () -> refuses(run, image.id()));
    }

    private static boolean refuses(ContractRun run, ImageId gone) {
        try {
            run.provider.tag(gone, "Mark", "three");
            return false;
        } catch (CloudException e) {
            require(
                    e.kind() == CloudException.Kind.NOT_FOUND,
                    "a tag for an image that is gone must be NOT_FOUND, but was " + e.kind());
            return true;
        }
    }

    private static void discardTwice(ContractRun run) throws InterruptedException {
        ImageId id = run.image(run.buildId).id();
        run.provider.discard(id);
        run.provider.discard(id);
        run.awaitThat(
                "image " + id + " was discarded and must be gone",
                () -> run.provider.images(run.ours()).stream()
                        .allMatch(image -> image.state().isDeadEnd()));
        run.provider.discard(id);
    }
}
