package io.amibuilder.testing;

import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.publish.PublishTarget.State;
import io.amibuilder.publish.Publisher;
import io.amibuilder.rootfs.Sha256;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A publisher in memory: each place takes as long as it is told to, from the first time it is asked for an image, or fails
 * after that. Like a real one it remembers what it has begun, whoever asks again. Safe for use by several threads.
 *
 * <pre>{@code
 * SimulatedPublisher publisher = SimulatedPublisher.in(time)
 *         .place("eu-central-1", Duration.ofMinutes(8))
 *         .failing("us-east-1", Duration.ofMinutes(1), "the key is disabled");
 * }</pre>
 */
public final class SimulatedPublisher implements Publisher {
    private final Time time;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<ImageId, Instant> begun = new HashMap<>();
    private final List<ImageStatus> asked = new ArrayList<>();

    private SimulatedPublisher(Time time) {
        this.time = time;
    }

    /**
     * {@return a publisher in this time, to be told its places}
     *
     * @param time the time in which publishing passes
     */
    public static SimulatedPublisher in(Time time) {
        return new SimulatedPublisher(time);
    }

    /**
     * A place where an image is after this long.
     *
     * @param name as in {@code eu-west-1}
     * @param takes how long publishing there takes
     * @return this publisher
     */
    public synchronized SimulatedPublisher place(String name, Duration takes) {
        places.put(name, new Place(takes, Optional.empty()));
        return this;
    }

    /**
     * A place that fails after this long, for as long as nobody replaces it by {@link #place}.
     *
     * @param name as in {@code eu-west-1}
     * @param after how long it seems to go well
     * @param problem what is said of the failure, for a person
     * @return this publisher
     */
    public synchronized SimulatedPublisher failing(String name, Duration after, String problem) {
        places.put(name, new Place(after, Optional.of(problem)));
        return this;
    }

    @Override
    public synchronized List<PublishTarget> publish(ImageStatus image) {
        asked.add(image);
        begun.putIfAbsent(image.id(), time.now());
        return targets(image.id());
    }

    @Override
    public synchronized List<String> plan() {
        return places.keySet().stream()
                .map(place -> "copy the image to " + place)
                .toList();
    }

    /** {@return every image it was asked to publish, as often as it was asked} */
    public synchronized List<ImageStatus> asked() {
        return List.copyOf(asked);
    }

    /**
     * {@return how far an image is now; empty when nobody has asked for it}
     *
     * @param image an image that was or was not asked for
     */
    public synchronized List<PublishTarget> targets(ImageId image) {
        Instant since = begun.get(image);
        if (since == null) {
            return List.of();
        }
        Duration elapsed = Duration.between(since, time.now());
        return places.entrySet().stream()
                .map(place -> target(image, place.getKey(), place.getValue(), elapsed))
                .toList();
    }

    private static PublishTarget target(ImageId image, String name, Place place, Duration elapsed) {
        ImageId copy =
                new ImageId("ami-" + Sha256.of(image + " in " + name).hex().substring(0, 17));
        if (elapsed.compareTo(place.takes()) < 0) {
            return new PublishTarget(name, State.PENDING, Optional.of(copy), "the copy is pending");
        }
        return place.problem()
                .map(problem -> new PublishTarget(name, State.FAILED, Optional.empty(), problem))
                .orElseGet(() -> new PublishTarget(name, State.DONE, Optional.of(copy), "copied"));
    }

    private record Place(Duration takes, Optional<String> problem) {}

    @Override
    public synchronized String toString() {
        return "simulated publisher to " + places.keySet();
    }
}
