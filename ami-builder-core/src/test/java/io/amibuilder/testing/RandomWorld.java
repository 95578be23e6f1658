package io.amibuilder.testing;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Placement;
import io.amibuilder.cloud.Query;
import io.amibuilder.userdata.Userdata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A cloud with things of ours and of others, young and old, and the truth about which of them must go. */
final class RandomWorld {
    static final Duration SHUT_DOWN = Duration.ofMinutes(1);

    private static final String MARK =
            "world"; // on everything, so that the truth can be found without the sweeper's tag
    private static final Duration AGE = Duration.ofDays(4);

    final VirtualTime time = new VirtualTime();
    /** The ids that a plan must name. */
    final Set<String> expired = new TreeSet<>();
    /** The ids that must be there at the end. */
    final Set<String> mustStand = new TreeSet<>();

    private final SplittableRandom random;
    private final long seed;
    private final double faultRate;
    private final SimulatedCloud good;
    private final List<String> story = new ArrayList<>();
    private final List<InstanceId> expiredInstances = new ArrayList<>();
    private boolean nextImageFails;
    private int numbers;

    RandomWorld(long seed) {
        this.seed = seed;
        random = new SplittableRandom(seed);
        faultRate = random.nextBoolean() ? 0 : random.nextDouble(0.4);
        good = SimulatedCloud.builder(time).imagesFail(() -> nextImageFails).build();
        int old = random.nextInt(6);
        for (int i = 0; i < old; i++) {
            something(true);
        }
        time.advance(AGE);
        int young = random.nextInt(6);
        for (int i = 0; i < young; i++) {
            something(false);
        }
        time.advance(SHUT_DOWN);
    }

    /** The world over a bad network. */
    CloudProvider network() {
        return new FaultyCloud(good, time, (request, operation) -> {
            if (random.nextDouble() >= faultRate) {
                return Fault.NONE;
            }
            return List.of(Fault.THROTTLED, Fault.SERVER_ERROR, Fault.ANSWER_LOST, Fault.STALE, Fault.FORBIDDEN)
                    .get(random.nextInt(5));
        });
    }

    <T> T tries(Supplier<T> look) {
        while (true) {
            try {
                return look.get();
            } catch (CloudException e) {
                time.advance(Duration.ofSeconds(1));
            }
        }
    }

    /** Between plan and sweep the world goes on: somebody ends an instance by hand, and a build begins. */
    void changeSomething() {
        if (!expiredInstances.isEmpty() && random.nextBoolean()) {
            good.terminate(expiredInstances.get(0));
        }
        if (random.nextBoolean()) {
            something(false);
        }
    }

    /** The ids of everything that is there. */
    Set<String> standing() {
        Query everything = Query.tagged(MARK);
        Set<String> ids = new TreeSet<>();
        Stream.of(
                        good.instances(everything).stream()
                                .filter(instance -> !instance.state().isGone())
                                .map(instance -> instance.id().value()),
                        good.images(everything).stream().map(image -> image.id().value()),
                        good.resources(everything).stream().map(disk -> disk.id()))
                .flatMap(each -> each)
                .forEach(ids::add);
        return ids;
    }

    private void something(boolean old) {
        boolean ours = random.nextInt(3) > 0;
        Map<String, String> tags = tags(ours);
        boolean expires = ours && time.now().plus(old ? AGE : Duration.ZERO).isAfter(expiry(tags));
        switch (random.nextInt(4)) {
            case 0 -> instance(tags, expires);
            case 1 -> volume(tags, expires);
            case 2 -> image(tags, ours && old);
            default -> snapshot(tags, ours && old);
        }
    }

    private Instant expiry(Map<String, String> tags) {
        return Instant.parse(tags.get(AmiTags.EXPIRES));
    }

    private Map<String, String> tags(boolean ours) {
        Map<String, String> tags = new TreeMap<>();
        tags.put(MARK, "");
        Duration life = Duration.ofHours(random.nextInt(2) == 0 ? 1 : 24 * 30);
        tags.put(AmiTags.EXPIRES, time.now().plus(life).toString());
        if (ours) {
            tags.put(AmiTags.BUILD_ID, "build-" + random.nextInt(3));
        } else if (random.nextBoolean()) {
            tags.put(AmiTags.NAME, AmiTags.INSTANCE_NAME);
        }
        return tags;
    }

    private void instance(Map<String, String> tags, boolean expires) {
        InstanceId id = launch(tags);
        if (random.nextBoolean()) {
            good.stop(id);
        }
        if (expires) {
            expired.add(id.value());
            expiredInstances.add(id);
        } else {
            mustStand.add(id.value());
            mustStand.add(disk("vol", id.value()));
        }
        note("instance", id.value(), tags);
    }

    private void volume(Map<String, String> tags, boolean expires) {
        InstanceId id = launch(tags);
        good.keepVolumeOf(id);
        good.terminate(id);
        (expires ? expired : mustStand).add(disk("vol", id.value()));
        note("volume", id.value(), tags);
    }

    private void image(Map<String, String> tags, boolean goesIfFailed) {
        nextImageFails = random.nextBoolean();
        ImageId id = create(tags);
        if (goesIfFailed && nextImageFails) {
            expired.add(id.value());
        } else {
            mustStand.add(id.value());
            mustStand.add(disk("snap", id.value()));
        }
        note(nextImageFails ? "failing image" : "image", id.value(), tags);
    }

    private void snapshot(Map<String, String> tags, boolean goes) {
        ImageId id = create(tags);
        good.keepSnapshotOf(id);
        good.discard(id);
        (goes ? expired : mustStand).add(disk("snap", id.value()));
        note("snapshot", id.value(), tags);
    }

    private InstanceId launch(Map<String, String> tags) {
        return good.launch(new LaunchRequest(
                new ImageId("ami-0"),
                Userdata.of(new byte[] {1}),
                Placement.DEFAULT,
                "token-" + ++numbers,
                tags,
                tags));
    }

    private ImageId create(Map<String, String> tags) {
        InstanceId source = launch(tags);
        ImageId image = good.createImage(new ImageRequest(source, "image-" + ++numbers, "", tags, tags));
        good.terminate(source);
        return image;
    }

    private static String disk(String prefix, String owner) {
        return prefix + owner.substring(owner.indexOf('-'));
    }

    private void note(String what, String id, Map<String, String> tags) {
        story.add(time.elapsed() + " " + what + " " + id + " " + tags);
    }

    @Override
    public String toString() {
        return "seed " + seed + "\n" + String.join("\n", story);
    }
}
