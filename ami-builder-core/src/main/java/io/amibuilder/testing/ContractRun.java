package io.amibuilder.testing;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Query;
import io.amibuilder.rootfs.Sha256;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** One check at work: what it makes, what it waits for, and what it removes at its end. */
final class ContractRun implements AutoCloseable {
    static final String COLOUR = "colour"; // a tag of the checks' own

    final ContractSubject subject;
    final CloudProvider provider;
    final String buildId;
    private final Set<InstanceId> instances = new LinkedHashSet<>();
    private final Set<ImageId> images = new LinkedHashSet<>();

    ContractRun(String check, ContractSubject subject) {
        this.subject = subject;
        this.provider = subject.provider();
        // No chance: the check and the moment tell the runs apart that share an account
        this.buildId = "contract-" + digest(check + subject.time().now()).substring(0, 16);
    }

    private static String digest(String text) {
        return Sha256.of(text).hex();
    }

    /** The tags of everything that this run makes. */
    Map<String, String> tags(String colour) {
        return new TreeMap<>(Map.of(
                AmiTags.BUILD_ID,
                buildId,
                COLOUR,
                colour,
                AmiTags.EXPIRES,
                subject.time().now().plus(subject.patience()).toString()));
    }

    Query ours() {
        return Query.build(buildId);
    }

    LaunchRequest request(String attempt, String colour) {
        return new LaunchRequest(
                provider.resolve(subject.baseImage()).id(),
                subject.userdata(),
                provider.placements().get(0),
                digest(buildId + attempt),
                tags(colour),
                tags(colour));
    }

    InstanceId launch(LaunchRequest request) {
        InstanceId id = provider.launch(request);
        instances.add(id);
        return id;
    }

    InstanceId launch() {
        return launch(request("1", "red"));
    }

    /** An instance whose disk is at rest, whoever stopped it. */
    InstanceId stopped() throws InterruptedException {
        InstanceId id = launch();
        stop(id);
        return id;
    }

    /** Stops it again and again: a cloud may refuse to stop what is only just beginning. */
    InstanceStatus stop(InstanceId id) throws InterruptedException {
        return await("instance " + id + " was told to stop and must be stopped", () -> {
            provider.stop(id);
            return find(id).filter(instance -> instance.state() == InstanceState.STOPPED);
        });
    }

    InstanceStatus await(InstanceId id, String must, Predicate<InstanceStatus> goal) throws InterruptedException {
        return await("instance " + id + " " + must, () -> find(id).filter(goal));
    }

    Optional<InstanceStatus> find(InstanceId id) {
        return provider.instances(ours()).stream()
                .filter(instance -> instance.id().equals(id))
                .findFirst();
    }

    ImageId createImage(InstanceId source, String name) {
        ImageId id = provider.createImage(new ImageRequest(source, name, "", tags("red"), tags("red")));
        images.add(id);
        return id;
    }

    /** An image that can be used. */
    ImageStatus image(String name) throws InterruptedException {
        ImageId id = createImage(stopped(), name);
        return await(
                "image " + id + " must become available",
                () -> provider.images(ours()).stream()
                        .filter(image -> image.id().equals(id) && image.state() == ImageState.AVAILABLE)
                        .findFirst());
    }

    /** Looks until there is something. */
    <T> T await(String what, Supplier<Optional<T>> look) throws InterruptedException {
        Instant deadline = subject.time().now().plus(subject.patience());
        while (true) {
            Optional<T> seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            if (!subject.time().now().isBefore(deadline)) {
                throw new AssertionError(what + ", but did not within " + subject.patience()
                        + "; of the build there are " + provider.instances(ours()) + " and " + provider.images(ours()));
            }
            subject.time().pause(subject.pause());
        }
    }

    /** Looks until it holds. */
    void awaitThat(String what, Supplier<Boolean> look) throws InterruptedException {
        await(what, () -> look.get() ? Optional.of(true) : Optional.empty());
    }

    static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    /** The act must be refused for this reason. */
    static void requireRefused(CloudException.Kind kind, String what, Runnable act) {
        try {
            act.run();
        } catch (CloudException e) {
            if (e.kind() != kind) {
                throw new AssertionError(what + " must be refused as " + kind + ", but was as " + e.kind(), e);
            }
            return;
        }
        throw new AssertionError(what + " must be refused as " + kind + ", but was not");
    }

    @Override
    public void close() {
        images.forEach(provider::discard);
        instances.forEach(provider::terminate);
    }
}
