package io.amibuilder.engine;

import io.amibuilder.cloud.ImageStatus;
import java.util.Optional;

/** What an instance is launched for. */
public sealed interface Goal {
    /**
     * An image is made of it.
     *
     * @param test the smoke test that the image must pass; empty when there is none
     */
    record Image(Optional<TestRequest> test) implements Goal {}

    /**
     * It proves that an image works, and nothing is made of it.
     *
     * @param image the image it is launched from
     * @param buildId the build that made the image
     */
    record Proof(ImageStatus image, String buildId) implements Goal {}
}
