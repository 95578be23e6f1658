package io.amibuilder.aws;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ec2.model.Image;

/** Base images that were looked at. What a launch needs of an image never changes, so that one look is enough. */
final class KnownImages {
    private final ImageSearch search;
    // Bounded by the number of base images that one program uses
    private final Map<String, Image> known = new ConcurrentHashMap<>();

    KnownImages(ImageSearch search) {
        this.search = search;
    }

    void remember(Image image) {
        known.put(image.imageId(), image);
    }

    /** The image; looked for where it is not known, because a process that resumes a build has not resolved it. */
    Optional<Image> get(String id) {
        if (!known.containsKey(id)) {
            search.byId(id).ifPresent(this::remember);
        }
        return Optional.ofNullable(known.get(id));
    }
}
