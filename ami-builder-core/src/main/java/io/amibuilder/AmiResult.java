package io.amibuilder;

import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.publish.PublishTarget;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A finished build: an image that can be launched and has passed its smoke test, if there is one, with nothing else left
 * running.
 *
 * @param buildId the build
 * @param image the image
 * @param imageName its name, by default {@code <name>-<version>-<build>}
 * @param name the image family
 * @param version the version within it
 * @param buildNumber the number within name and version, counted from 1
 * @param instance the instance it was made of; empty when another process had already ended it
 * @param proved whether the instance had to say that everything succeeded; false for user-data that this library did not
 *     compile, and when the build accepts a missing word
 * @param reused whether the image existed already and nothing was baked
 * @param published where it is published, each of them done; empty when the build has no publisher
 * @param elapsed how long this process worked on the build
 */
public record AmiResult(
        String buildId,
        ImageId image,
        String imageName,
        String name,
        String version,
        int buildNumber,
        Optional<InstanceId> instance,
        boolean proved,
        boolean reused,
        List<PublishTarget> published,
        Duration elapsed) {
    @Override
    public String toString() {
        String origin = reused
                ? ", which was there already"
                : instance.map(id -> ", made of " + id).orElse("");
        return "image " + image + " named " + imageName + origin + (proved ? ", proved" : ", not proved") + "\n"
                + "  build number " + buildNumber + " of " + name + " " + version + ", build id " + buildId + ", took "
                + elapsed.truncatedTo(ChronoUnit.SECONDS)
                        .toString()
                        .substring(2)
                        .toLowerCase(Locale.ROOT)
                + published.stream().map(target -> "\n  published in " + target).collect(Collectors.joining());
    }
}
