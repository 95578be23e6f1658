package io.amibuilder.ec2server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What EC2 asks IAM for what is done with an image that exists: copying, sharing, marking it. */
final class ImageChecks {
    static final String CARRIED = "aws:ResourceTag/";

    private final Ec2Api ec2;
    private final Parameters request;

    ImageChecks(Ec2Api ec2, Parameters request) {
        this.ec2 = ec2;
        this.request = request;
    }

    /** Of the source and of what is made of it (EC2 user guide, "Grant permissions to copy Amazon EC2 AMIs"). */
    List<Check> copy() {
        String from = request.get("SourceRegion");
        String source = request.get("SourceImageId");
        List<Check> all = new ArrayList<>();
        all.add(Check.of("ec2:CopyImage", arn(from, "image/" + source)).with(tags(from, source), CARRIED));
        all.add(Check.of("ec2:CopyImage", arn(from, "snapshot/" + snapshot(source)))
                .with(tags(from, source), CARRIED));
        for (String type : List.of("image", "snapshot")) {
            String made = LaunchChecks.shareable(request, type + "/*");
            all.add(Check.of("ec2:CopyImage", made));
            all.addAll(LaunchChecks.tagging(request, type, made));
        }
        all.addAll(KeyChecks.ofDisk(request.region(), request.get("KmsKeyId")));
        return all;
    }

    Check image() {
        return image(request.get("ImageId"));
    }

    Check snapshot() {
        String id = request.get("SnapshotId");
        return Check.of("ec2:" + request.get("Action"), LaunchChecks.shareable(request, "snapshot/" + id))
                .with(tags(request.region(), "ami" + id.substring("snap".length())), CARRIED);
    }

    /** Tags of what exists already. */
    List<Check> mark() {
        Map<String, String> tags = new TreeMap<>();
        for (int i = 1; request.all().containsKey("Tag." + i + ".Key"); i++) {
            tags.put(request.get("Tag." + i + ".Key"), request.get("Tag." + i + ".Value"));
        }
        return request.list("ResourceId").stream()
                .map(id -> image(id)
                        .with(tags, LaunchChecks.REQUESTED)
                        .with("aws:TagKeys", String.join(",", tags.keySet())))
                .toList();
    }

    Check launchTemplate() {
        return Check.of(
                "ec2:" + request.get("Action"),
                LaunchChecks.owned(request, "launch-template/" + request.get("LaunchTemplateId")));
    }

    private Check image(String id) {
        return Check.of("ec2:" + request.get("Action"), LaunchChecks.shareable(request, "image/" + id))
                .with(tags(request.region(), id), CARRIED);
    }

    private Map<String, String> tags(String region, String image) {
        return ec2.image(region, image).map(ServedImage::tags).orElse(Map.of());
    }

    private static String snapshot(String image) {
        return "snap" + image.substring("ami".length());
    }

    private static String arn(String region, String resource) {
        return "arn:aws:ec2:" + region + "::" + resource;
    }
}
