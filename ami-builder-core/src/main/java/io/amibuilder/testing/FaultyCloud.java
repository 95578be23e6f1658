package io.amibuilder.testing;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
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
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.publish.Publisher;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A simulated cloud as one process sees it over a bad network: before each request a plan says what goes wrong with it.
 * After a planned crash the process is dead, and every further request throws {@link SimulatedCrash}.
 */
public final class FaultyCloud implements CloudProvider {
    private static final Duration STALENESS = Duration.ofSeconds(30);
    private static final List<String> OPERATIONS = List.of(
            "CreateImage",
            "CreateTags",
            "Delete",
            "DeregisterImage",
            "DescribeBaseImages",
            "DescribeImageByName",
            "DescribeImages",
            "DescribeInstances",
            "DescribeVolumesAndSnapshots",
            "GetConsoleOutput",
            "Preflight",
            "Publish",
            "RunInstances",
            "StopInstances",
            "TerminateInstances");
    private static final Set<String> CREATES = Set.of("RunInstances", "CreateImage");

    private final SimulatedCloud cloud;
    private final Time time;
    private final Plan plan;
    private int requests;
    private boolean dead;

    /** Says what goes wrong. */
    @FunctionalInterface
    public interface Plan {
        /**
         * {@return what goes wrong with a request}
         *
         * @param request its number, counted from 1
         * @param operation as in {@code RunInstances}
         */
        Fault fault(int request, String operation);

        /**
         * {@return a plan by which this goes wrong with the first request of this kind, and nothing afterwards; for one
         * cloud}
         *
         * @param operation as in {@code RunInstances} or {@code CreateImage}
         * @param fault what goes wrong
         */
        static Plan first(String operation, Fault fault) {
            if (!OPERATIONS.contains(operation)) {
                throw new IllegalArgumentException("a planned fault must be of a request that is made, which are "
                        + OPERATIONS + ", but was of '" + operation + "'");
            }
            AtomicBoolean over = new AtomicBoolean();
            return (request, asked) -> asked.equals(operation) && !over.getAndSet(true) ? fault : Fault.NONE;
        }
    }

    /**
     * A view of this cloud, in this time, with this plan.
     *
     * @param cloud what is behind the network; may have several views
     * @param time the time in which the cloud lives
     * @param plan what goes wrong
     */
    public FaultyCloud(SimulatedCloud cloud, Time time, Plan plan) {
        this.cloud = cloud;
        this.time = time;
        this.plan = plan;
    }

    /** {@return how many requests this process has sent or was about to send} */
    public synchronized int requests() {
        return requests;
    }

    @Override
    public BaseImageInfo resolve(BaseImage image) {
        return call("DescribeBaseImages", now -> cloud.resolve(image));
    }

    @Override
    public List<Placement> placements() {
        return List.of(new Placement("zone-a"), new Placement("zone-b"));
    }

    @Override
    public InstanceId launch(LaunchRequest request) {
        return call("RunInstances", now -> cloud.launch(request));
    }

    @Override
    public List<InstanceStatus> instances(Query query) {
        return call("DescribeInstances", now -> cloud.instances(query, now));
    }

    @Override
    public ConsoleOutput console(InstanceId id) {
        return call("GetConsoleOutput", now -> cloud.console(id));
    }

    @Override
    public ImageId createImage(ImageRequest request) {
        return call("CreateImage", now -> cloud.createImage(request));
    }

    @Override
    public List<ImageStatus> images(Query query) {
        return call("DescribeImages", now -> cloud.images(query, now));
    }

    @Override
    public Optional<ImageStatus> image(String name) {
        return call(
                "DescribeImageByName",
                now -> cloud.image(name).filter(i -> !i.createdAt().isAfter(now)));
    }

    @Override
    public void stop(InstanceId id) {
        run("StopInstances", () -> cloud.stop(id));
    }

    @Override
    public void terminate(InstanceId id) {
        run("TerminateInstances", () -> cloud.terminate(id));
    }

    @Override
    public void discard(ImageId id) {
        run("DeregisterImage", () -> cloud.discard(id));
    }

    @Override
    public void tag(ImageId id, String name, String value) {
        run("CreateTags", () -> cloud.tag(id, name, value));
    }

    @Override
    public List<Finding> preflight(PreflightRequest request) {
        return call("Preflight", now -> cloud.preflight(request));
    }

    /**
     * {@return the same process's view of a publisher: publishing once is a request of this plan, called
     * {@code Publish}}
     *
     * @param publisher works on the same cloud
     */
    public Publisher publisher(Publisher publisher) {
        return new Publisher() {
            @Override
            public List<PublishTarget> publish(ImageStatus image) {
                return call("Publish", now -> publisher.publish(image));
            }

            @Override
            public List<String> plan() {
                return publisher.plan();
            }
        };
    }

    @Override
    public List<ResourceStatus> resources(Query query) {
        return call("DescribeVolumesAndSnapshots", now -> cloud.resources(query, now));
    }

    @Override
    public void delete(ResourceStatus resource) {
        run("Delete", () -> cloud.delete(resource));
    }

    @Override
    public Optional<Time> time() {
        return Optional.of(time);
    }

    @Override
    public String settings() {
        return cloud.settings();
    }

    private void run(String operation, Runnable act) {
        call(operation, now -> {
            act.run();
            return "";
        });
    }

    @SuppressWarnings("ReturnValueIgnored") // an answer that is lost on its way is nobody's
    private synchronized <T> T call(String operation, java.util.function.Function<Instant, T> act) {
        if (dead) {
            throw new SimulatedCrash(operation);
        }
        boolean creates = CREATES.contains(operation);
        return switch (plan.fault(++requests, operation)) {
            case NONE -> act.apply(time.now());
            case STALE -> act.apply(time.now().minus(STALENESS));
            case THROTTLED -> throw failure(Kind.RETRYABLE, operation, "RequestLimitExceeded");
            case FORBIDDEN -> throw failure(Kind.FINAL, operation, "UnauthorizedOperation");
            case SERVER_ERROR ->
                throw failure(creates ? Kind.OUTCOME_UNKNOWN : Kind.RETRYABLE, operation, "InternalError");
            case ANSWER_LOST -> {
                act.apply(time.now());
                throw failure(creates ? Kind.OUTCOME_UNKNOWN : Kind.RETRYABLE, operation, "");
            }
            case NO_CAPACITY -> {
                if (operation.equals("RunInstances")) {
                    throw failure(Kind.NO_CAPACITY, operation, "InsufficientInstanceCapacity");
                }
                yield act.apply(time.now());
            }
            case CRASH_BEFORE -> throw crash(operation, () -> "");
            case CRASH_AFTER -> throw crash(operation, () -> act.apply(time.now()));
        };
    }

    @SuppressWarnings("ReturnValueIgnored") // whatever the answer was, nobody is there to read it
    private SimulatedCrash crash(String operation, Supplier<?> last) {
        dead = true;
        try {
            last.get();
        } catch (CloudException ignored) {
            // as above
        }
        return new SimulatedCrash(operation);
    }

    private static CloudException failure(Kind kind, String operation, String code) {
        return new CloudException(kind, operation, code, "as the test's plan says", null);
    }

    @Override
    public String toString() {
        return "bad network after " + requests() + " requests, before a " + cloud;
    }
}
