package io.amibuilder.ec2server;

import com.sun.net.httpserver.HttpExchange;
import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.Query;
import io.amibuilder.testing.SimulatedCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What AWS asks IAM for each request, as documented (Service Authorization Reference; EC2 user guide, "Example policies to
 * control access the Amazon EC2 API"), with the tags that the things have at that moment.
 */
final class Checks {
    private static final Query OURS = Query.tagged(AmiTags.BUILD_ID);

    private final SimulatedCloud cloud;
    private final Ec2Api ec2;

    Checks(SimulatedCloud cloud, Ec2Api ec2) {
        this.cloud = cloud;
        this.ec2 = ec2;
    }

    List<Check> of(Scope scope, HttpExchange exchange, String body) {
        return switch (scope.service()) {
            case "ec2" -> ec2(Parameters.parse(scope.region(), body));
            case "ssm" -> SsmChecks.of(scope.region(), exchange, body);
            case "s3" -> S3Checks.of(scope.region(), exchange);
            case "servicequotas" -> List.of(Check.of("servicequotas:GetServiceQuota", "*"));
            default -> List.of();
        };
    }

    private List<Check> ec2(Parameters request) {
        String action = request.get("Action");
        ImageChecks images = new ImageChecks(ec2, request);
        return switch (action) {
            case "RunInstances" -> new LaunchChecks(request, images.image()).all();
            case "CopyImage" -> images.copy();
            case "CreateTags" -> images.mark();
            case "EnableImageDeprecation", "EnableImageDeregistrationProtection", "ModifyImageAttribute" ->
                List.of(images.image());
            case "ModifySnapshotAttribute" -> List.of(images.snapshot());
            case "CreateLaunchTemplateVersion", "ModifyLaunchTemplate" -> List.of(images.launchTemplate());
            case "CreateImage" -> createImage(request);
            case "DeregisterImage" -> deregister(request);
            case "GetConsoleOutput" -> List.of(instance(request, request.get("InstanceId")));
            case "StopInstances", "TerminateInstances" ->
                request.list("InstanceId").stream()
                        .map(id -> instance(request, id))
                        .toList();
            case "CancelSpotInstanceRequests" ->
                request.list("SpotInstanceRequestId").stream()
                        .map(id -> spot(request, id))
                        .toList();
            case "DeleteVolume" -> List.of(disk(request, action, request.get("VolumeId"), "volume"));
            case "DeleteSnapshot" -> List.of(disk(request, action, request.get("SnapshotId"), "snapshot"));
            default -> List.of(Check.of("ec2:" + action, "*"));
        };
    }

    private List<Check> createImage(Parameters request) {
        List<Check> all = new ArrayList<>();
        all.add(instance(request, request.get("InstanceId")));
        for (String type : List.of("image", "snapshot")) {
            all.add(Check.of("ec2:CreateImage", LaunchChecks.shareable(request, type + "/*"))
                    .with(request.tags(type), LaunchChecks.REQUESTED));
            all.addAll(LaunchChecks.tagging(request, type, LaunchChecks.shareable(request, type + "/*")));
        }
        return all;
    }

    private List<Check> deregister(Parameters request) {
        List<Check> all = new ArrayList<>();
        String id = request.get("ImageId");
        all.add(new ImageChecks(ec2, request).image());
        if (request.get("DeleteAssociatedSnapshots").equals("true")) {
            all.add(disk(request, "DeleteSnapshot", "snap" + id.substring("ami".length()), "snapshot"));
        }
        return all;
    }

    private Check instance(Parameters request, String id) {
        return launched(request, "instance/" + id, id);
    }

    /** A request has the tags of its launch, as its instance does; their ids differ in the prefix. */
    private Check spot(Parameters request, String id) {
        return launched(request, "spot-instances-request/" + id, "i-" + id.substring("sir-".length()));
    }

    private Check launched(Parameters request, String resource, String instance) {
        return Check.of("ec2:" + request.get("Action"), LaunchChecks.owned(request, resource))
                .with(
                        tags(cloud.instances(OURS).stream()
                                .filter(each -> each.id().value().equals(instance))
                                .map(each -> each.tags())),
                        ImageChecks.CARRIED);
    }

    private Check disk(Parameters request, String action, String id, String type) {
        String arn = type.equals("volume")
                ? LaunchChecks.owned(request, type + "/" + id)
                : LaunchChecks.shareable(request, type + "/" + id);
        return Check.of("ec2:" + action, arn)
                .with(
                        tags(cloud.resources(OURS).stream()
                                .filter(disk -> disk.id().equals(id))
                                .map(disk -> disk.tags())),
                        ImageChecks.CARRIED);
    }

    private static Map<String, String> tags(Stream<Map<String, String>> found) {
        return found.findFirst().orElse(Map.of());
    }
}
