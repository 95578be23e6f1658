package io.amibuilder;

import java.time.Duration;

/** What a step of an {@link AmiBake} came to. */
public sealed interface Next {
    /**
     * Not finished: take another step after this pause. An earlier one does no harm, it only looks once more.
     *
     * @param pause at least zero
     */
    record Again(Duration pause) implements Next {}

    /**
     * The image is available and nothing else is left running.
     *
     * @param result the image and how it was made
     */
    record Done(AmiResult result) implements Next {}
}
