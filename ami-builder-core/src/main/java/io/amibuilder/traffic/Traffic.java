package io.amibuilder.traffic;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.Query;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the builds in one account and region share: the looks, the rate limits, and the images they have made lately. Safe
 * for use by several threads.
 */
final class Traffic {
    // As long as EC2 may take to show what it has made ("Eventual consistency", Amazon EC2 developer guide)
    private static final Duration LATELY = Duration.ofMinutes(5);

    final Object account;
    final Time time;
    final RateLimit limit;
    final AtomicLong order = new AtomicLong();
    final SharedLook<InstanceStatus> instances;
    final SharedLook<ImageStatus> images;
    /** The images of a name, by which the next build number is found. */
    final SharedLook<ImageStatus> families;

    private final TokenBucket starts = Request.RUN_INSTANCES.bucket();
    private final Map<ImageId, ImageStatus> made = new ConcurrentHashMap<>();

    /** Nobody is there yet. */
    Traffic(Object account, Time time) {
        this.account = account;
        this.time = time;
        this.limit = new RateLimit(time);
        Gate imageGate = new Gate(time); // one for both kinds: they are the same request to the cloud
        this.instances = new SharedLook<>(time, new Gate(time), order, AmiTags.BUILD_ID, InstanceStatus::tags);
        this.images = new SharedLook<>(time, imageGate, order, AmiTags.BUILD_ID, ImageStatus::tags);
        this.families = new SharedLook<>(time, imageGate, order, AmiTags.NAME, ImageStatus::tags);
    }

    Instant nextStart() {
        return starts.take(time.now(), 1);
    }

    /** How long a build leaves the consoles to the others: all together take half of what flows into the bucket. */
    Duration pauseBetweenPeeks() {
        return Request.GET_CONSOLE_OUTPUT.perToken().multipliedBy(2L * instances.builds());
    }

    /** Two builds of one name may look in one tick: the second must know what number the first has taken since. */
    void made(ImageId id, ImageRequest request) {
        Instant now = time.now();
        made.values().removeIf(image -> image.createdAt().plus(LATELY).isBefore(now));
        made.put(id, new ImageStatus(id, request.name(), ImageState.PENDING, "", now, request.imageTags()));
    }

    void unmade(ImageId id) {
        made.remove(id);
    }

    /** What the builds here have made and an answer of a moment ago may not show. */
    List<ImageStatus> madeLately(Query query) {
        Instant now = time.now();
        return made.values().stream()
                .filter(image -> !image.createdAt().plus(LATELY).isBefore(now))
                .filter(image -> query.matches(image.tags()))
                .toList();
    }
}
