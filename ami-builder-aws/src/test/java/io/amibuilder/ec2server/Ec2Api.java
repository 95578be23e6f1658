package io.amibuilder.ec2server;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Placement;
import io.amibuilder.cloud.Query;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.userdata.Userdata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** EC2's query protocol in front of a simulated cloud, which keeps the state. */
final class Ec2Api {
    private static final Query OURS = Query.tagged(AmiTags.BUILD_ID);
    private static final Instant LONG_AGO = Instant.parse("2026-01-02T03:04:05Z");
    private static final List<ServedImage> BASES = List.of(
            base("ami-0ba5e", "linux-base", ServedImage.SELF, Map.of("Name", "base", "Version", "1.2.0", "Build", "3")),
            base("ami-0old", "linux-old", ServedImage.SELF, Map.of("Name", "base", "Version", "1.1.9", "Build", "9")),
            base("ami-0evil", "linux-base", ServedImage.STRANGER, Map.of()));

    private final SimulatedCloud cloud;
    private final FastTime time;
    private final Map<String, String> regions = new ConcurrentHashMap<>(); // of images that were made here
    private final CopyApi copies;
    private final DiskApi disks;
    private final ImageAttributes attributes = new ImageAttributes();
    private final LaunchTemplateApi launchTemplates = new LaunchTemplateApi();
    private final InstanceImages instanceImages = new InstanceImages();
    private final Map<String, Function<Parameters, String>> handlers = new TreeMap<>();
    private final SpotApi spot = new SpotApi();
    private volatile Predicate<Map<String, String>> full = launch -> false;
    private volatile boolean takesSpotBack;
    private final AtomicReference<@Nullable CloudException> refusal = new AtomicReference<>();

    Ec2Api(SimulatedCloud cloud, FastTime time) {
        this.cloud = cloud;
        this.time = time;
        handlers.put("DescribeImages", this::images);
        handlers.put("RunInstances", this::run);
        handlers.put("DescribeInstances", this::instances);
        handlers.put("GetConsoleOutput", this::console);
        handlers.put("CreateImage", this::createImage);
        handlers.put("StopInstances", this::stop);
        handlers.put("TerminateInstances", this::terminate);
        handlers.put("DeregisterImage", this::deregister);
        handlers.put("CreateTags", this::createTags);
        handlers.putAll(spot.handlers());
        handlers.putAll(new NetworkApi().handlers());
        copies = new CopyApi(time, this::image);
        handlers.put("CopyImage", copies::copy);
        disks = new DiskApi(cloud, time, copies::key);
        handlers.putAll(disks.handlers());
        handlers.putAll(attributes.handlers());
        handlers.putAll(launchTemplates.handlers());
    }

    /** The answer to one request. */
    String answer(Parameters request) {
        String action = request.get("Action");
        Function<Parameters, String> handler = handlers.get(action);
        if (handler == null) {
            throw new CloudException(
                    CloudException.Kind.FINAL, action, "InvalidAction", "this server does not know it", null);
        }
        return Xml.response(action, handler.apply(request));
    }

    /** Launches with such parameters find no room. */
    void fullFor(Predicate<Map<String, String>> launches) {
        full = launches;
    }

    /** The next launch is refused with this error. */
    void refuseNextLaunch(String code, String message) {
        refusal.set(new CloudException(CloudException.Kind.FINAL, "RunInstances", code, message, null));
    }

    /** Spot instances are taken back as soon as they run. */
    void takeSpotBack() {
        takesSpotBack = true;
    }

    List<String> activeSpotRequests() {
        return spot.active();
    }

    private String run(Parameters request) {
        if (request.get("DryRun").equals("true")) {
            throw new CloudException(
                    CloudException.Kind.FINAL, "RunInstances", "DryRunOperation", "it would have succeeded", null);
        }
        CloudException refused = refusal.getAndSet(null);
        if (refused != null) {
            throw refused;
        }
        if (full.test(request.all())) {
            throw new CloudException(
                    CloudException.Kind.NO_CAPACITY, "RunInstances", "InsufficientInstanceCapacity", "full", null);
        }
        String token = request.get("ClientToken");
        Map<String, String> tags = request.tags("instance");
        InstanceId id = cloud.launch(new LaunchRequest(
                new ImageId(request.get("ImageId")),
                Userdata.of(Base64.getDecoder().decode(request.get("UserData"))),
                new Placement(request.get("SubnetId") + "/" + request.get("InstanceType")),
                token,
                Strangers.marked(tags),
                Strangers.marked(request.tags("volume"))));
        if (spot.asks(request, id) && takesSpotBack) {
            cloud.stop(id);
        }
        instanceImages.launched(id.value(), request.get("ImageId"));
        return Xml.set(
                "instancesSet",
                all().filter(instance -> instance.id().equals(id))
                        .map(this::xml)
                        .toList());
    }

    private String instances(Parameters request) {
        List<String> ids = request.list("InstanceId");
        ids.forEach(this::existing);
        Set<String> states = request.filters().get("instance-state-name");
        List<String> found = instanceImages
                .instances(request, all())
                .orElseGet(
                        () -> cloud.instances(states == null ? request.query() : OURS).stream()) // none asks for both
                .filter(instance -> ids.isEmpty() || ids.contains(instance.id().value()))
                .filter(instance ->
                        states == null || states.contains(instance.state().text()))
                .map(instance -> Xml.set("instancesSet", List.of(xml(instance))))
                .toList();
        return Xml.set("reservationSet", found);
    }

    private String images(Parameters request) {
        List<String> ids = request.list("ImageId");
        List<String> owners = request.list("Owner");
        return Xml.set(
                "imagesSet",
                images(request.region())
                        .filter(image -> ids.isEmpty() || ids.contains(image.id()))
                        .filter(image -> owners.isEmpty() || image.owner().equals(ServedImage.SELF))
                        .filter(image -> image.passes(request.filters()))
                        .map(image ->
                                Xml.image(image, copies.key(image.snapshot()).isPresent())
                                        + copies.xml(image.id())
                                        + attributes.xml(image.id()))
                        .toList());
    }

    /** All images that a region has. */
    private Stream<ServedImage> images(String region) {
        Stream<ServedImage> made = cloud.images(OURS).stream()
                .filter(image -> region.equals(regions.getOrDefault(image.id().value(), region)))
                .map(image -> ServedImage.made(image, time.real(image.createdAt())));
        return Stream.of(BASES.stream(), made, copies.in(region)).flatMap(some -> some);
    }

    /** One of them. */
    Optional<ServedImage> image(String region, String id) {
        return images(region).filter(image -> image.id().equals(id)).findFirst();
    }

    ImageAttributes attributes() {
        return attributes;
    }

    LaunchTemplateApi launchTemplates() {
        return launchTemplates;
    }

    private String console(Parameters request) {
        String text = cloud.console(instance(request.get("InstanceId"))).text();
        String base64 = Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return Xml.element("instanceId", request.get("InstanceId"))
                + (text.isEmpty() ? "" : Xml.element("output", base64));
    }

    private String createImage(Parameters request) {
        ImageId id = cloud.createImage(new ImageRequest(
                instance(request.get("InstanceId")),
                request.get("Name"),
                request.get("Description"),
                Strangers.marked(request.tags("image")),
                Strangers.marked(request.tags("snapshot"))));
        regions.put(id.value(), request.region());
        return Xml.element("imageId", id.value());
    }

    private String stop(Parameters request) {
        request.list("InstanceId").forEach(id -> cloud.stop(existing(id)));
        return Xml.set("instancesSet", List.of());
    }

    private String terminate(Parameters request) {
        request.list("InstanceId").forEach(id -> {
            if (spot.wouldRelaunch(instance(id))) {
                throw new AssertionError("the persistent Spot request of " + id + " would launch another instance");
            }
            cloud.terminate(existing(id));
        });
        return Xml.set("instancesSet", List.of());
    }

    private String deregister(Parameters request) {
        ImageId id = new ImageId(request.get("ImageId"));
        if (attributes.isProtected(id.value())) {
            throw new CloudException(
                    CloudException.Kind.FINAL, "DeregisterImage", "OperationNotPermitted", "protected: " + id, null);
        }
        if (copies.remove(request.region(), id.value())) {
            return Xml.element("return", "true");
        }
        if (cloud.images(OURS).stream().noneMatch(image -> image.id().equals(id))) {
            throw new CloudException(
                    CloudException.Kind.NOT_FOUND, "DeregisterImage", "InvalidAMIID.Unavailable", "gone: " + id, null);
        }
        cloud.discard(id);
        return Xml.element("return", "true");
    }

    /** Of images and snapshots; answers as EC2 does for one that never was or is gone. */
    private String createTags(Parameters request) {
        for (String id : request.list("ResourceId")) {
            for (int i = 1; request.all().containsKey("Tag." + i + ".Key"); i++) {
                String key = request.get("Tag." + i + ".Key");
                String value = request.get("Tag." + i + ".Value");
                if (id.startsWith("snap-")) {
                    disks.tag(id, key, value);
                } else {
                    cloud.tag(new ImageId(id), key, value);
                }
            }
        }
        return Xml.element("return", "true");
    }

    /** As EC2 does, and the simulated cloud does not, these requests fail for an instance that never was. */
    private InstanceId existing(String id) {
        cloud.console(instance(id));
        return instance(id);
    }

    private String xml(InstanceStatus instance) {
        InstanceStatus told = takesSpotBack ? spot.takenBack(instance) : instance;
        return Xml.instance(told, time.real(told.launchedAt())) + spot.xml(told) + instanceImages.xml(told);
    }

    private Stream<InstanceStatus> all() {
        return cloud.instances(OURS).stream();
    }

    private static InstanceId instance(String id) {
        return new InstanceId(id);
    }

    private static ServedImage base(String id, String name, String owner, Map<String, String> tags) {
        return new ServedImage(id, name, owner, ImageState.AVAILABLE, "", LONG_AGO, tags);
    }
}
