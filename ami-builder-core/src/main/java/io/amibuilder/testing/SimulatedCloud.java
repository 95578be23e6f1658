package io.amibuilder.testing;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ConsoleOutput;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A cloud in memory. Its instances decompress and read the user-data they are given, fetch their rootfs, and answer with
 * its nonce, so that wrong user-data fails a bake here too. Nothing happens but by the clock it is given; with a
 * {@link VirtualTime} a bake of minutes takes milliseconds. Safe for use by several threads.
 */
public final class SimulatedCloud implements CloudProvider {
    private static final BaseImageInfo BASE =
            new BaseImageInfo(new ImageId("ami-00000000000000000"), "simulated-linux", "x86_64");
    private static final Duration CONSOLE_LAG = Duration.ofMinutes(1);

    private final Time time;
    private final Optional<InMemoryArtifactStore> network;
    private final Supplier<GuestFate> fates;
    private final Supplier<GuestFate> testFates;
    private final BooleanSupplier imagesFail;
    private final Duration stepsTake;
    private final Set<BaseImage> missing;
    private final Map<InstanceId, SimulatedInstance> instances = new LinkedHashMap<>();
    private final Map<ImageId, SimulatedImage> images = new LinkedHashMap<>();
    private final SimulatedDisks disks = new SimulatedDisks();
    private final Map<String, InstanceId> tokens = new LinkedHashMap<>();
    private final List<String> acts = new ArrayList<>();
    private int numbers;

    private SimulatedCloud(Builder builder) {
        this.time = builder.time;
        this.network = builder.network;
        this.fates = builder.fates;
        this.testFates = builder.testFates;
        this.imagesFail = builder.imagesFail;
        this.stepsTake = builder.stepsTake;
        this.missing = Set.copyOf(builder.missing);
    }

    /**
     * {@return a cloud on which everything goes well, in this time}
     *
     * @param time the time in which its instances and images live
     */
    public static SimulatedCloud in(Time time) {
        return builder(time).build();
    }

    /**
     * {@return a builder of a cloud in this time, to be told what goes wrong on it}
     *
     * @param time the time in which its instances and images live
     */
    public static Builder builder(Time time) {
        return new Builder(time);
    }

    @Override
    public synchronized BaseImageInfo resolve(BaseImage image) {
        Optional<SimulatedImage> own =
                image instanceof BaseImage.ById byId ? Optional.ofNullable(images.get(byId.id())) : Optional.empty();
        if (missing.contains(image) || (own.isPresent() && !own.get().isShown(time.now()))) {
            throw noImage("DescribeImages", image);
        }
        return own.map(made -> new BaseImageInfo(made.id, made.request.name(), BASE.architecture()))
                .orElse(BASE);
    }

    @Override
    public synchronized InstanceId launch(LaunchRequest request) {
        InstanceId known = tokens.get(request.token());
        if (known != null) {
            if (!instances.containsKey(known) || instances.get(known).isGone()) {
                throw new CloudException(
                        CloudException.Kind.TOKEN_SPENT,
                        "RunInstances",
                        "IdempotentInstanceTerminated",
                        "the instance of this client token was terminated: " + known,
                        null);
            }
            return known;
        }
        SimulatedImage own = images.get(request.baseImage());
        if (own != null && !own.isShown(time.now())) {
            throw noImage("RunInstances", request.baseImage());
        }
        InstanceId id = new InstanceId("i-%017x".formatted(++numbers));
        boolean tests = AmiTags.TEST_INSTANCE_NAME.equals(request.instanceTags().get(AmiTags.NAME));
        GuestFate fate = (tests ? testFates : fates).get();
        GuestRun run = new SimulatedGuest(network, fate, stepsTake).run(request.userdata());
        SimulatedInstance instance = new SimulatedInstance(id, request, fate, run, time.now());
        if (fate instanceof GuestFate.StoppedByOthers) {
            instance.stop(time.now().plus(SimulatedInstance.BOOT));
        }
        instances.put(id, instance);
        disks.addVolume(instance, time.now());
        tokens.put(request.token(), id);
        return id;
    }

    @Override
    public List<InstanceStatus> instances(Query query) {
        return instances(query, time.now());
    }

    /** What a stale answer would say: the state of the world at an earlier moment. */
    synchronized List<InstanceStatus> instances(Query query, Instant now) {
        return instances.values().stream()
                .filter(instance -> instance.isShown(now))
                .map(instance -> instance.status(now))
                .filter(status -> query.matches(status.tags()))
                .toList();
    }

    @Override
    public synchronized ConsoleOutput console(InstanceId id) {
        return new ConsoleOutput(instance("GetConsoleOutput", id).console(time.now(), CONSOLE_LAG));
    }

    @Override
    public synchronized ImageId createImage(ImageRequest request) {
        if (instance("CreateImage", request.source()).isGone()) {
            throw new CloudException(
                    CloudException.Kind.RETRYABLE,
                    "CreateImage",
                    "InvalidParameterValue",
                    "instance " + request.source() + " is not in state 'running' or 'stopped'",
                    null);
        }
        if (image(request.name()).isPresent()) {
            throw new CloudException(
                    CloudException.Kind.NAME_TAKEN,
                    "CreateImage",
                    "InvalidAMIName.Duplicate",
                    "AMI name " + request.name() + " is already in use",
                    null);
        }
        ImageId id = new ImageId("ami-%017x".formatted(++numbers));
        SimulatedImage image = new SimulatedImage(id, request, time.now(), imagesFail.getAsBoolean());
        images.put(id, image);
        disks.addSnapshot(image, time.now());
        return id;
    }

    @Override
    public List<ImageStatus> images(Query query) {
        return images(query, time.now());
    }

    /** What a stale answer would say: the state of the world at an earlier moment. */
    synchronized List<ImageStatus> images(Query query, Instant now) {
        return images.values().stream()
                .filter(image -> image.isShown(now))
                .map(image -> image.status(now))
                .filter(status -> query.matches(status.tags()))
                .toList();
    }

    @Override
    public synchronized Optional<ImageStatus> image(String name) {
        Instant now = time.now();
        return images.values().stream()
                .filter(image -> image.isShown(now) && image.request.name().equals(name))
                .map(image -> image.status(now))
                .findFirst();
    }

    @Override
    public synchronized void stop(InstanceId id) {
        Optional.ofNullable(instances.get(id)).ifPresent(instance -> instance.stop(time.now()));
    }

    @Override
    public synchronized void terminate(InstanceId id) {
        acts.add("terminate " + id);
        Optional.ofNullable(instances.get(id)).ifPresent(instance -> instance.end(time.now()));
    }

    @Override
    public synchronized void discard(ImageId id) {
        acts.add("discard " + id);
        Optional.ofNullable(images.get(id)).ifPresent(image -> image.discard(time.now()));
    }

    @Override
    public synchronized void tag(ImageId id, String name, String value) {
        SimulatedImage image = images.get(id);
        if (image == null || !image.isShown(time.now())) {
            throw noImage("CreateTags", id);
        }
        image.tag(name, value, time.now());
    }

    @Override
    public List<ResourceStatus> resources(Query query) {
        return resources(query, time.now());
    }

    /** What a stale answer would say: the state of the world at an earlier moment. */
    synchronized List<ResourceStatus> resources(Query query, Instant now) {
        return disks.find(query, now);
    }

    @Override
    public synchronized void delete(ResourceStatus resource) {
        disks.delete(resource, time.now());
    }

    /**
     * From now on the volume of this instance stays when the instance ends, as a volume does that somebody attached
     * without {@code DeleteOnTermination}.
     *
     * @param id an instance of this cloud
     */
    public synchronized void keepVolumeOf(InstanceId id) {
        disks.outliveOwner(id.value());
    }

    /**
     * From now on the snapshot of this image stays when the image is discarded, as one that may not be deleted does.
     *
     * @param id an image of this cloud
     */
    public synchronized void keepSnapshotOf(ImageId id) {
        disks.outliveOwner(id.value());
    }

    @Override
    public Optional<Time> time() {
        return Optional.of(time);
    }

    @Override
    public String settings() {
        return "simulated";
    }

    /** {@return the instances that are neither ended nor about to be: what a build must not leave behind} */
    public synchronized List<InstanceId> left() {
        return instances.values().stream()
                .filter(instance -> !instance.isGone())
                .map(instance -> instance.id)
                .toList();
    }

    /** What was to become of an instance. */
    synchronized GuestFate fate(InstanceId id) {
        return Objects.requireNonNull(instances.get(id), id::toString).fate;
    }

    /** What was to become of each instance that tested an image. */
    synchronized List<GuestFate> testsOf(ImageId image) {
        return instances.values().stream()
                .filter(instance -> instance.request.baseImage().equals(image))
                .map(instance -> instance.fate)
                .toList();
    }

    /** What was removed, in order, as in {@code discard ami-1} and {@code terminate i-1}. */
    synchronized List<String> acts() {
        return List.copyOf(acts);
    }

    /** What an image was made of, whether it still exists or not. */
    synchronized Map<String, String> everySource() {
        Map<String, String> sources = new LinkedHashMap<>();
        images.values()
                .forEach(image ->
                        sources.put(image.id.value(), image.request.source().value()));
        return sources;
    }

    /** The instances that an image was made of, by image; discarded images are missing. */
    synchronized Map<ImageId, InstanceId> sources() {
        Map<ImageId, InstanceId> sources = new LinkedHashMap<>();
        images.values().stream()
                .filter(image -> image.isShown(time.now()))
                .forEach(image -> sources.put(image.id, image.request.source()));
        return sources;
    }

    private static CloudException noImage(String operation, Object image) {
        return new CloudException(
                CloudException.Kind.NOT_FOUND,
                operation,
                "InvalidAMIID.NotFound",
                "nothing is there that would be " + image,
                null);
    }

    private SimulatedInstance instance(String operation, InstanceId id) {
        SimulatedInstance instance = instances.get(id);
        if (instance == null) {
            throw new CloudException(
                    CloudException.Kind.NOT_FOUND,
                    operation,
                    "InvalidInstanceID.NotFound",
                    "there is no instance " + id,
                    null);
        }
        return instance;
    }

    /** What goes wrong on a simulated cloud; nothing unless told. */
    public static final class Builder {
        private final Time time;
        private Optional<InMemoryArtifactStore> network = Optional.empty();
        private Supplier<GuestFate> fates = GuestFate.Obeys::new;
        private Supplier<GuestFate> testFates = GuestFate.Obeys::new;
        private BooleanSupplier imagesFail = () -> false;
        private final Set<BaseImage> missing = new HashSet<>();
        private Duration stepsTake = Duration.ofSeconds(5);

        private Builder(Time time) {
            this.time = time;
        }

        /**
         * What instances reach: this store and nothing else.
         *
         * @param store by default instances reach none
         * @return this builder
         */
        public Builder store(InMemoryArtifactStore store) {
            this.network = Optional.of(store);
            return this;
        }

        /**
         * Installations fail in this step.
         *
         * @param step as in {@code install.sh} or {@code 10_packages.cfg}
         * @param exitStatus not 0
         * @param logTail the end of the installation log
         * @return this builder
         */
        public Builder guestFails(String step, int exitStatus, String... logTail) {
            return fates(() -> new GuestFate.Fails(step, exitStatus, List.of(logTail)));
        }

        /**
         * Instances never end by themselves and say nothing.
         *
         * @return this builder
         */
        public Builder guestHangs() {
            return fates(GuestFate.Hangs::new);
        }

        /**
         * How long each step of an installation takes; by default five seconds. The console of a running instance shows
         * what was said a minute ago and earlier.
         *
         * @param each positive
         * @return this builder
         */
        public Builder stepsTake(Duration each) {
            stepsTake = each;
            return this;
        }

        /**
         * Smoke tests fail in this step; installations do not.
         *
         * @param step as in {@code 60_smoke-test.sh} or {@code 10_check.sh}
         * @param exitStatus not 0
         * @param logTail the end of the test's log
         * @return this builder
         */
        public Builder smokeTestFails(String step, int exitStatus, String... logTail) {
            return testFates(() -> new GuestFate.Fails(step, exitStatus, List.of(logTail)));
        }

        /**
         * Instances that test an image never end by themselves and say nothing.
         *
         * @return this builder
         */
        public Builder smokeTestHangs() {
            return testFates(GuestFate.Hangs::new);
        }

        /**
         * Images end in the state {@code failed}.
         *
         * @return this builder
         */
        public Builder imagesFail() {
            return imagesFail(() -> true);
        }

        /**
         * There is no such base image; every other one is found.
         *
         * @param image what is not found
         * @return this builder
         */
        public Builder missing(BaseImage image) {
            missing.add(image);
            return this;
        }

        Builder fates(Supplier<GuestFate> ofEachLaunch) {
            this.fates = ofEachLaunch;
            return this;
        }

        Builder testFates(Supplier<GuestFate> ofEachTest) {
            this.testFates = ofEachTest;
            return this;
        }

        Builder imagesFail(BooleanSupplier eachImage) {
            this.imagesFail = eachImage;
            return this;
        }

        @Override
        public String toString() {
            return "builder of a simulated cloud at " + time.now();
        }

        /** {@return the cloud} */
        public SimulatedCloud build() {
            return new SimulatedCloud(this);
        }
    }

    @Override
    public synchronized String toString() {
        return "simulated cloud, instances: " + instances.size() + ", of which left: " + left().size() + ", images: "
                + images(Query.tagged(AmiTags.BUILD_ID)).size();
    }
}
