package io.amibuilder.examples.workflow;

import io.amibuilder.AmiResult;
import java.time.Duration;

/**
 * What a workflow returns, in the words of its history.
 *
 * @param id as in {@code ami-0123456789abcdef0}
 * @param name as in {@code jenkins-agent-1.0.0-1}
 * @param took from the first step to the last
 */
public record BakedImage(String id, String name, Duration took) {
    static BakedImage of(AmiResult result) {
        return new BakedImage(result.image().value(), result.imageName(), result.elapsed());
    }
}
