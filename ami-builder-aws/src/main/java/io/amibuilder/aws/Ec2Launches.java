package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Placement;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/** Starts instances. */
final class Ec2Launches {
    private static final String OPERATION = "RunInstances";

    private final Ec2Client ec2;
    private final LaunchSettings settings;
    private final KnownImages images;
    private final SpotRequests spot;
    private final LaunchTemplates templates;
    private final Ec2BlockDevices blockDevices;
    private final LaunchChecks checks;

    Ec2Launches(Ec2Client ec2, LaunchSettings settings, KnownImages images, SpotRequests spot) {
        this.ec2 = ec2;
        this.settings = settings;
        this.images = images;
        this.spot = spot;
        this.templates = new LaunchTemplates(ec2, settings.region());
        this.blockDevices = new Ec2BlockDevices(settings.disks());
        this.checks = new LaunchChecks(settings, new InstanceTypes(ec2), blockDevices);
    }

    InstanceId launch(LaunchRequest request) {
        LaunchPlace place = place(request.placement());
        check(request.baseImage().value());
        RunInstancesRequest.Builder run = request(request);
        List<Instance> started = Call.once(
                        OPERATION,
                        call -> ec2.runInstances(run.overrideConfiguration(call).build()))
                .instances();
        if (started.isEmpty() || started.get(0).instanceId() == null) {
            throw new CloudException(Kind.OUTCOME_UNKNOWN, OPERATION, "", "the answer names no instance", null);
        }
        Instance instance = started.get(0);
        if (!place.spot() || instance.spotInstanceRequestId() != null) {
            spot.remember(instance);
        }
        return new InstanceId(instance.instanceId());
    }

    /** What a launch from this image is refused for without asking EC2 to launch. */
    void check(String image) {
        checks.require(images.get(image), template());
    }

    /** The request of a launch, which is not checked and not sent. */
    RunInstancesRequest.Builder request(LaunchRequest request) {
        Optional<LaunchTemplate> template = template();
        return new InstanceRequest(settings, place(request.placement()), template)
                .of(
                        request,
                        blockDevices.of(
                                images.get(request.baseImage().value()),
                                template.map(LaunchTemplate::blockDevices).orElse(List.of())));
    }

    private Optional<LaunchTemplate> template() {
        return settings.launchTemplate().map(templates::read);
    }

    private LaunchPlace place(Placement wanted) {
        List<LaunchPlace> places = settings.places().in(settings.region());
        return places.stream()
                .filter(place -> wanted.equals(Placement.DEFAULT) || wanted.equals(place.placement()))
                .findFirst()
                .orElseThrow(() -> new CloudException(
                        Kind.FINAL,
                        OPERATION,
                        "",
                        "the placement must be one of " + settings.placements() + ", but was '" + wanted
                                + "'; resume a build with the settings it was begun with",
                        null));
    }
}
