package io.amibuilder.traffic;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ConsoleOutput;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Placement;
import io.amibuilder.cloud.PreflightRequest;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import io.amibuilder.error.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One build's view of an account that it shares with others. Its looks are answered together with theirs, never twice from
 * one answer, and never from one that is older than what this build has last done; a create for which there is no room is
 * {@link Deferred}; everything else waits a moment. For one thread at a time.
 */
public final class SharedCloud implements CloudProvider, AutoCloseable {
    private final Road road;
    private final Traffic traffic;
    private final CloudProvider provider;
    private final String buildId;
    /** What it looks for among the instances now: the build's own, later those of its smoke test. */
    private String instancesOf;

    private long lastAct;
    private long lastInstances;
    private long lastImages;
    private Instant nextPeek = Instant.EPOCH;

    SharedCloud(Road road, String buildId, String name) {
        this.road = road;
        this.traffic = road.traffic;
        this.provider = road.provider;
        this.buildId = buildId;
        this.instancesOf = buildId;
        traffic.instances.join(this, buildId);
        traffic.images.join(this, buildId);
        traffic.families.join(this, name);
    }

    /** {@return when this build can look at everything without waiting; now, or within a tick} */
    public Instant ready() {
        Instant instances = traffic.instances.ready(this, Math.max(lastAct, lastInstances));
        Instant images = traffic.images.ready(this, Math.max(lastAct, lastImages));
        return instances.isAfter(images) ? instances : images;
    }

    /** The others need not ask for this build any more. */
    @Override
    public void close() {
        traffic.instances.leave(this);
        traffic.images.leave(this);
        traffic.families.leave(this);
    }

    @Override
    public List<InstanceStatus> instances(Query query) {
        follow(query);
        if (!traffic.instances.answers(this, query)) {
            return describeInstances(query);
        }
        Optional<Answer.Told<InstanceStatus>> told =
                await(traffic.instances, query, Math.max(lastAct, lastInstances), this::describeInstances);
        told.ifPresent(answer -> lastInstances = answer.number());
        return told.map(Answer.Told::things).orElseGet(() -> provider.instances(query));
    }

    /** A build asks for one id at a time; that of its smoke test begins with its own. */
    private void follow(Query query) {
        Set<String> asked = query.tags().getOrDefault(AmiTags.BUILD_ID, Set.of());
        for (String id : asked.size() == 1 ? asked : Set.<String>of()) {
            boolean own = id.equals(buildId) || id.startsWith(buildId + "/");
            if (own && !id.equals(instancesOf)) {
                traffic.instances.join(this, id);
                instancesOf = id;
            }
        }
    }

    @Override
    public List<ImageStatus> images(Query query) {
        if (traffic.images.answers(this, query)) {
            Optional<Answer.Told<ImageStatus>> told =
                    await(traffic.images, query, Math.max(lastAct, lastImages), this::describeImages);
            told.ifPresent(answer -> lastImages = answer.number());
            return told.map(Answer.Told::things).orElseGet(() -> provider.images(query));
        }
        if (traffic.families.answers(this, query)) {
            List<ImageStatus> family = new ArrayList<>(await(traffic.families, query, lastAct, this::describeImages)
                    .map(Answer.Told::things)
                    .orElseGet(() -> provider.images(query)));
            family.addAll(traffic.madeLately(query));
            return family;
        }
        return describeImages(query);
    }

    /** Empty when interrupted: then the build is about to be given up, and asks for itself. */
    private <T> Optional<Answer.Told<T>> await(
            SharedLook<T> look, Query query, long newerThan, Function<Query, List<T>> request) {
        while (true) {
            Answer<T> answer = look.look(this, query, newerThan, request);
            if (answer instanceof Answer.Told<T> told) {
                return Optional.of(told);
            }
            if (!traffic.limit.pause(((Answer.Later<T>) answer).pause())) {
                return Optional.empty();
            }
        }
    }

    private List<InstanceStatus> describeInstances(Query query) {
        traffic.limit.await(Request.DESCRIBE_INSTANCES);
        return provider.instances(query);
    }

    private List<ImageStatus> describeImages(Query query) {
        traffic.limit.await(Request.DESCRIBE_IMAGES);
        return provider.images(query);
    }

    @Override
    public InstanceId launch(LaunchRequest request) {
        traffic.limit.check(Request.RUN_INSTANCES);
        try {
            return provider.launch(request);
        } finally {
            acted();
        }
    }

    @Override
    public ImageId createImage(ImageRequest request) {
        traffic.limit.check(Request.CREATE_IMAGE);
        try {
            ImageId image = provider.createImage(request);
            traffic.made(image, request);
            return image;
        } finally {
            acted();
        }
    }

    @Override
    public void stop(InstanceId id) {
        act(Request.STOP_INSTANCES, () -> provider.stop(id));
    }

    @Override
    public void terminate(InstanceId id) {
        act(Request.TERMINATE_INSTANCES, () -> provider.terminate(id));
    }

    @Override
    public void discard(ImageId id) {
        act(Request.DEREGISTER_IMAGE, () -> provider.discard(id));
        traffic.unmade(id);
    }

    @Override
    public void tag(ImageId id, String tag, String value) {
        act(Request.CREATE_TAGS, () -> provider.tag(id, tag, value));
    }

    @Override
    public List<Finding> preflight(PreflightRequest request) {
        return provider.preflight(request);
    }

    @Override
    public ConsoleOutput console(InstanceId id) {
        traffic.limit.await(Request.GET_CONSOLE_OUTPUT);
        return provider.console(id);
    }

    @Override
    public Optional<ConsoleOutput> peekConsole(InstanceId id) {
        Instant now = traffic.time.now();
        if (now.isBefore(nextPeek) || !traffic.limit.hasPlenty(Request.GET_CONSOLE_OUTPUT)) {
            return Optional.empty();
        }
        nextPeek = now.plus(traffic.pauseBetweenPeeks()); // else the same few would be faster every time
        return provider.peekConsole(id);
    }

    @Override
    public Optional<ImageStatus> image(String imageName) {
        traffic.limit.await(Request.DESCRIBE_IMAGES);
        return provider.image(imageName);
    }

    /** Builds never ask for this; the sweeper does, alone and seldom. */
    @Override
    public List<ResourceStatus> resources(Query query) {
        return provider.resources(query);
    }

    @Override
    public void delete(ResourceStatus resource) {
        provider.delete(resource);
    }

    @Override
    public BaseImageInfo resolve(BaseImage image) {
        return road.resolve(image);
    }

    @Override
    public List<Placement> placements() {
        return provider.placements();
    }

    @Override
    public String settings() {
        return provider.settings();
    }

    private void act(Request request, Runnable act) {
        traffic.limit.await(request);
        try {
            act.run();
        } finally {
            acted();
        }
    }

    private void acted() {
        lastAct = traffic.order.incrementAndGet();
    }
}
