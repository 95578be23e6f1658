package io.amibuilder.engine;

import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.publish.PublishTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a step came to. */
public sealed interface Step {
    /**
     * Not finished: take another step after this pause.
     *
     * @param pause how long; may be zero
     */
    record Again(Duration pause) implements Step {}

    /**
     * The image is available, tested and published, as far as that was asked for, and nothing is running.
     *
     * @param image the image
     * @param instance where it came from; empty when another process ended the instance before this one looked
     * @param proved whether the instance had to prove its success
     * @param reused whether the image existed already and nothing was baked
     * @param published where it is published
     */
    record Done(
            ImageStatus image,
            Optional<InstanceId> instance,
            boolean proved,
            boolean reused,
            List<PublishTarget> published)
            implements Step {
        Done published(List<PublishTarget> targets) {
            return new Done(image, instance, proved, reused, List.copyOf(targets));
        }
    }
}
