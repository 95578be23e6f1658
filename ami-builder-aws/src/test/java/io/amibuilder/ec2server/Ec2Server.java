package io.amibuilder.ec2server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.Query;
import io.amibuilder.testing.InMemoryArtifactStore;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.wait.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * An EC2 with a memory, its S3 and its parameter store, over real HTTP on a free port of the loopback. A bake that takes
 * four and a half minutes of the cloud's time takes three seconds of the computer's.
 */
public final class Ec2Server implements AutoCloseable {
    private static final int SPEED = 100;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;
    /** The parameter that holds the id of a base image. */
    public static final String BASE_PARAMETER = "/base/image";

    private final InMemoryArtifactStore bucket = new InMemoryArtifactStore();
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final S3Api s3 = new S3Api(bucket);
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final List<Check> checks = new CopyOnWriteArrayList<>();
    private final FastTime time;
    private final SimulatedCloud cloud;
    private final Ec2Api ec2;
    private final SsmApi ssm;
    private final SqsApi sqs;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private volatile Optional<RateLimits> rateLimits = Optional.empty();
    private final HttpServer http;

    /** A running server on which everything goes well. */
    public Ec2Server() {
        this(UnaryOperator.identity());
    }

    /** A running server; the function says what goes wrong on its cloud. */
    public Ec2Server(UnaryOperator<SimulatedCloud.Builder> faults) {
        this(SPEED, faults);
    }

    /** A running server whose cloud's time runs so many times faster than the computer's. */
    public Ec2Server(int speed, UnaryOperator<SimulatedCloud.Builder> faults) {
        time = new FastTime(speed);
        cloud = faults.apply(SimulatedCloud.builder(time).store(bucket)).build();
        ec2 = new Ec2Api(cloud, time);
        ssm = new SsmApi(
                time,
                (region, id) -> ec2.image(region, id)
                        .filter(image -> image.state() == ImageState.AVAILABLE)
                        .isPresent());
        sqs = new SqsApi(cloud, time);
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    /** Where it answers. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** The time in which its cloud lives. */
    public Time time() {
        return time;
    }

    /** Sets the volume of an instance to stay when the instance ends. */
    public void keepVolumeOf(InstanceId id) {
        cloud.keepVolumeOf(id);
    }

    /** From now on, launches with such parameters find no room. */
    public void fullFor(Predicate<Map<String, String>> launches) {
        ec2.fullFor(launches);
    }

    /** The next launch is refused with this error. */
    public void refuseNextLaunch(String code, String message) {
        ec2.refuseNextLaunch(code, message);
    }

    /** From now on, EC2 takes Spot instances back as soon as they run. */
    public void takeSpotBack() {
        ec2.takeSpotBack();
    }

    /** Ends an instance as somebody does who knows nothing of builds, and of the Spot request behind it. */
    public void endByAnother(InstanceId id) {
        cloud.terminate(id);
    }

    /** The Spot requests that would still launch an instance. */
    public List<String> activeSpotRequests() {
        return ec2.activeSpotRequests();
    }

    /** The EC2 requests of one kind, in the order of their arrival, each with its parameters. */
    public List<Map<String, String>> requests(String action) {
        return arrivals().stream()
                .filter(arrival -> arrival.action().equals(action))
                .map(Arrival::parameters)
                .toList();
    }

    /** All EC2 requests so far, in the order of their arrival. */
    public List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    /**
     * An EC2 request.
     *
     * @param at when it arrived, in the cloud's time
     * @param throttled whether it was refused because the account had sent too many
     */
    public record Arrival(Instant at, String action, Map<String, String> parameters, boolean throttled) {}

    /** From now on, refuses what exceeds EC2's rate limits. */
    public void limitRates() {
        rateLimits = Optional.of(new RateLimits(time));
    }

    /** What could change anything, of whatever service, in the order of arrival, as in {@code RunInstances}. */
    public List<String> changes() {
        return List.copyOf(changes);
    }

    /** What AWS would have asked IAM for every request so far, of whatever service. */
    public List<Check> checks() {
        return List.copyOf(checks);
    }

    /** The instances that were not ended. */
    public List<InstanceId> left() {
        return cloud.left();
    }

    /** All instances that still show. */
    public List<InstanceStatus> instances() {
        return cloud.instances(Query.tagged(AmiTags.BUILD_ID));
    }

    /** What an instance has written on its console, as far as the cloud has posted it. */
    public String console(InstanceId id) {
        return cloud.console(id).text();
    }

    /** All images that were made here. */
    public List<ImageStatus> images() {
        return cloud.images(Query.tagged(AmiTags.BUILD_ID));
    }

    /** The images of a build. */
    public List<ImageStatus> images(String buildId) {
        return cloud.images(Query.build(buildId));
    }

    /** Lets no such EC2 request succeed in a region from now on. */
    public void refuse(String region, String action) {
        refused.add(region + " " + action);
    }

    /** Lets every request succeed that may. */
    public void refuseNothing() {
        refused.clear();
    }

    /** Lets no upload in parts to S3 end well from now on. */
    public void completeNoUpload() {
        s3.completeNone();
    }

    /** What a parameter of a region holds. */
    public Optional<String> parameter(String region, String name) {
        return ssm.value(region, name);
    }

    /** Makes a launch template. */
    public void addLaunchTemplate(String region, String id, String image) {
        ec2.launchTemplates().add(region, id, image);
    }

    /** The image of a launch template's default version. */
    public String imageOfLaunchTemplate(String region, String id) {
        return ec2.launchTemplates().image(region, id);
    }

    /** Accounts, organizations and units that may use an image or a snapshot. */
    public Set<String> sharedWith(String id) {
        return ec2.attributes().receivers(id);
    }

    /** Removes a launch template. */
    public void removeLaunchTemplate(String region, String id) {
        ec2.launchTemplates().remove(region, id);
    }

    /** Makes a parameter; the data type is {@code text} or {@code aws:ec2:image}. */
    public void addParameter(String region, String name, String value, String dataType) {
        ssm.add(region, name, value, dataType);
    }

    /** What is stored at an {@code s3://} address. */
    public Optional<byte[]> stored(String address) {
        return bucket.fetch(address);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Scope scope = Scope.of(exchange.getRequestHeaders().getFirst("Authorization"));
            String text = new String(body, StandardCharsets.UTF_8);
            checks.addAll(new Checks(cloud, ec2).of(scope, exchange, text));
            String operation = operation(scope, exchange, text);
            if (!operation.matches("(Describe|Get|Head|List|Receive).*")) {
                changes.add(operation);
            }
            switch (scope.service()) {
                case "ec2" -> answerEc2(exchange, Parameters.parse(scope.region(), text));
                case "ssm" -> ssm.answer(exchange, scope.region(), text);
                case "sqs" ->
                    send(exchange, OK, sqs.answer(exchange.getRequestHeaders().getFirst("X-Amz-Target"), text));
                case "servicequotas" -> send(exchange, OK, new QuotaApi().answer(text));
                default -> s3.answer(exchange, body); // presigned links, too
            }
        }
    }

    /** As AWS calls it; of S3, what its method says. */
    private static String operation(Scope scope, HttpExchange exchange, String body) {
        return switch (scope.service()) {
            case "ec2" -> Parameters.parse(scope.region(), body).get("Action");
            case "ssm", "sqs", "servicequotas" ->
                String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                        .replaceFirst(".*\\.", "");
            default ->
                switch (exchange.getRequestMethod()) {
                    case "GET", "HEAD" -> "GetObject";
                    case "DELETE" -> "DeleteObject";
                    default -> "PutObject";
                };
        };
    }

    private void answerEc2(HttpExchange exchange, Parameters request) throws IOException {
        boolean throttled = rateLimits.stream().anyMatch(limits -> !limits.admit(request));
        arrivals.add(new Arrival(time.now(), request.get("Action"), request.all(), throttled));
        try {
            if (throttled) {
                throw new CloudException(
                        CloudException.Kind.RETRYABLE,
                        request.get("Action"),
                        "RequestLimitExceeded",
                        "Request limit exceeded.",
                        null);
            }
            if (refused.contains(request.region() + " " + request.get("Action"))) {
                throw new CloudException(
                        CloudException.Kind.FINAL, request.get("Action"), "UnauthorizedOperation", "refused", null);
            }
            send(exchange, OK, ec2.answer(request).getBytes(StandardCharsets.UTF_8));
        } catch (CloudException e) {
            send(exchange, throttled ? UNAVAILABLE : BAD_REQUEST, Xml.error(e).getBytes(StandardCharsets.UTF_8));
        }
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
        }
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }
}
