package io.amibuilder.traffic;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.Query;
import io.amibuilder.wait.Time;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the builds on one provider share: the looks, the rate limits, the base images that were found, and the images they
 * have made. Safe for use by several threads.
 */
public final class Traffic {
    private static final int VALUES_PER_REQUEST = 200; // of an EC2 filter: a provider splits a question for more

    final CloudProvider provider;
    final Time time;
    final RateLimit limit;
    final AtomicLong order = new AtomicLong();
    final SharedLook<InstanceStatus> instances;
    final SharedLook<ImageStatus> images;
    /** The images of a name, by which the next build number is found. */
    final SharedLook<ImageStatus> families;

    private final TokenBucket starts = Request.RUN_INSTANCES.bucket();
    private final Map<BaseImage, BaseImageInfo> baseImages = new ConcurrentHashMap<>();
    private final Map<ImageId, ImageStatus> made = new ConcurrentHashMap<>();

    /** Nobody is there yet. */
    public Traffic(CloudProvider provider, Time time) {
        this.provider = provider;
        this.time = time;
        this.limit = new RateLimit(time);
        Gate imageGate = new Gate(time); // one for both kinds: they are the same request to the cloud
        this.instances = new SharedLook<>(
                time, new Gate(time), order, AmiTags.BUILD_ID, this::describeInstances, InstanceStatus::tags);
        this.images =
                new SharedLook<>(time, imageGate, order, AmiTags.BUILD_ID, this::describeImages, ImageStatus::tags);
        this.families = new SharedLook<>(time, imageGate, order, AmiTags.NAME, this::describeImages, ImageStatus::tags);
    }

    /** When the next build should begin, so that builds reach their launch no sooner than they may launch. */
    public Instant nextStart() {
        return starts.take(time.now(), 1);
    }

    /** One build's own view of the provider; close it when the build is over. */
    public SharedCloud join(String buildId, String name) {
        return new SharedCloud(this, buildId, name);
    }

    /** The same image for every build that names it in the same way. */
    BaseImageInfo resolve(BaseImage image) {
        BaseImageInfo known = baseImages.get(image);
        if (known == null) {
            limit.await(Request.DESCRIBE_IMAGES, 1);
            known = provider.resolve(image);
            baseImages.put(image, known);
        }
        return known;
    }

    List<InstanceStatus> describeInstances(Query query) {
        limit.await(Request.DESCRIBE_INSTANCES, requests(query));
        return provider.instances(query);
    }

    List<ImageStatus> describeImages(Query query) {
        limit.await(Request.DESCRIBE_IMAGES, requests(query));
        return provider.images(query);
    }

    /** Two builds of one name may look in one tick: the second must know what number the first has taken since. */
    void made(ImageId id, ImageRequest request) {
        made.put(id, new ImageStatus(id, request.name(), ImageState.PENDING, "", time.now(), request.imageTags()));
    }

    void unmade(ImageId id) {
        made.remove(id);
    }

    /** What the builds here have made and an answer of a moment ago may not show. */
    List<ImageStatus> madeLately(Query query) {
        return made.values().stream()
                .filter(image -> query.matches(image.tags()))
                .toList();
    }

    private static int requests(Query query) {
        return query.tags().values().stream()
                .mapToInt(values -> (values.size() + VALUES_PER_REQUEST - 1) / VALUES_PER_REQUEST)
                .reduce(1, (a, b) -> a * b);
    }
}
