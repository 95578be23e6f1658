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
    private static final String CARRIED = "aws:ResourceTag/";

    private final SimulatedCloud cloud;

    Checks(SimulatedCloud cloud) {
        this.cloud = cloud;
    }

    List<Check> of(Scope scope, HttpExchange exchange, String body) {
        return switch (scope.service()) {
            case "ec2" -> ec2(Parameters.parse(scope.region(), body));
            case "ssm" -> List.of(ssm(scope.region(), exchange, body));
            case "s3" -> List.of(s3(exchange));
            default -> List.of();
        };
    }

    private List<Check> ec2(Parameters request) {
        String action = request.get("Action");
        return switch (action) {
            case "RunInstances" -> new LaunchChecks(request).all();
            case "CreateImage" -> createImage(request);
            case "DeregisterImage" -> deregister(request);
            case "GetConsoleOutput" -> List.of(instance(request, request.get("InstanceId")));
            case "StopInstances", "TerminateInstances" ->
                request.list("InstanceId").stream()
                        .map(id -> instance(request, id))
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
        all.add(Check.of("ec2:DeregisterImage", LaunchChecks.shareable(request, "image/" + id))
                .with(
                        tags(cloud.images(OURS).stream()
                                .filter(image -> image.id().value().equals(id))
                                .map(image -> image.tags())),
                        CARRIED));
        if (request.get("DeleteAssociatedSnapshots").equals("true")) {
            all.add(disk(request, "DeleteSnapshot", "snap" + id.substring("ami".length()), "snapshot"));
        }
        return all;
    }

    private Check instance(Parameters request, String id) {
        return Check.of("ec2:" + request.get("Action"), LaunchChecks.owned(request, "instance/" + id))
                .with(
                        tags(cloud.instances(OURS).stream()
                                .filter(instance -> instance.id().value().equals(id))
                                .map(instance -> instance.tags())),
                        CARRIED);
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
                        CARRIED);
    }

    private static Check ssm(String region, HttpExchange exchange, String body) {
        String name = body.replaceFirst("(?s).*\"Name\"\\s*:\\s*\"([^\"]*)\".*", "$1");
        String account = name.startsWith("/aws/") ? "" : ServedImage.SELF;
        String action = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .replaceFirst("^AmazonSSM\\.", "ssm:");
        return Check.of(action, "arn:aws:ssm:" + region + ":" + account + ":parameter" + name);
    }

    private static Check s3(HttpExchange exchange) {
        String action = switch (exchange.getRequestMethod()) {
            case "PUT" -> "s3:PutObject";
            case "DELETE" -> "s3:DeleteObject";
            default -> "s3:GetObject";
        };
        return Check.of(
                action, "arn:aws:s3:::" + exchange.getRequestURI().getPath().substring(1));
    }

    private static Map<String, String> tags(Stream<Map<String, String>> found) {
        return found.findFirst().orElse(Map.of());
    }
}
