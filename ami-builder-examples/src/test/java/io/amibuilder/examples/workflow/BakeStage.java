package io.amibuilder.examples.workflow;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a bake is after a step.
 *
 * @param checkpoint from what the next step goes on
 * @param pause when to take it
 * @param image the image, when there is nothing more to do
 */
public record BakeStage(
        String checkpoint, Duration pause, @Nullable BakedImage image) {}
