package io.amibuilder.aws;

import io.amibuilder.cloud.ImageId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects who uses which of some images. Not safe for use by several threads. */
final class ImageUsers {
    // Enough to know where to look; an image may run a thousand instances
    private static final int NAMED = 3;

    private final Set<String> images;
    private final Map<String, Set<String>> users = new TreeMap<>();

    ImageUsers(Set<ImageId> images) {
        this.images = images.stream().map(ImageId::value).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The ids of the images in question, sorted. */
    Set<String> images() {
        return images;
    }

    /** Notes a user, as in {@code instance i-1}, unless the image is not in question. */
    void add(@Nullable String image, String user) {
        if (image != null && images.contains(image)) {
            users.computeIfAbsent(image, id -> new TreeSet<>()).add(user);
        }
    }

    /** What keeps each image that is in use, for a person. */
    Map<ImageId, String> reasons() {
        return users.entrySet().stream()
                .collect(Collectors.toMap(entry -> new ImageId(entry.getKey()), entry -> text(entry.getValue())));
    }

    private static String text(Set<String> users) {
        List<String> first = users.stream().limit(NAMED).toList();
        int more = users.size() - first.size();
        return "used by " + String.join(", ", first) + (more == 0 ? "" : " and " + more + " more");
    }
}
