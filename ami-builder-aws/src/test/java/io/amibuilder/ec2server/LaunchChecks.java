package io.amibuilder.ec2server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What EC2 asks IAM for a launch: of everything that it makes, and of everything that it takes. */
final class LaunchChecks {
    static final String REQUESTED = "aws:RequestTag/";
    private static final String ACTION = "ec2:RunInstances";

    private final Parameters request;
    private final Check image;
    private final List<Check> all = new ArrayList<>();

    /** @param image the question about the image */
    LaunchChecks(Parameters request, Check image) {
        this.request = request;
        this.image = image;
    }

    List<Check> all() {
        List<String> makes = new ArrayList<>(List.of("instance", "volume", "network-interface"));
        if (request.get("InstanceMarketOptions.MarketType").equals("spot")) {
            makes.add("spot-instances-request");
        }
        for (String made : makes) {
            String arn = owned(request, made + "/*");
            all.add(Check.of(ACTION, arn).with(request.tags(made), REQUESTED));
            all.addAll(tagging(request, made, arn));
        }
        all.add(image);
        take("subnet", given("SubnetId", "subnet-0default"));
        List<String> groups = new ArrayList<>(request.list("SecurityGroupId"));
        groups.addAll(request.list("NetworkInterface.1.SecurityGroupId"));
        (groups.isEmpty() ? List.of("sg-0default") : groups).forEach(group -> take("security-group", group));
        takeIfNamed("key-pair", "KeyName");
        takeIfNamed("placement-group", "Placement.GroupName");
        takeIfNamed(
                "capacity-reservation",
                "CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationId");
        takeIfNamed("launch-template", "LaunchTemplate.LaunchTemplateId");
        lendRole();
        for (int i = 1; request.all().containsKey("BlockDeviceMapping." + i + ".DeviceName"); i++) {
            disk("BlockDeviceMapping." + i + ".Ebs.");
        }
        return all;
    }

    private String given(String name, String otherwise) {
        String first = request.get(name) + request.get("NetworkInterface.1." + name);
        return first.isEmpty() ? otherwise : first;
    }

    private void take(String type, String id) {
        all.add(Check.of(ACTION, owned(request, type + "/" + id)));
    }

    private void takeIfNamed(String type, String parameter) {
        if (!request.get(parameter).isEmpty()) {
            take(type, request.get(parameter));
        }
    }

    private void lendRole() {
        String profile = request.get("IamInstanceProfile.Name") + request.get("IamInstanceProfile.Arn");
        if (!profile.isEmpty()) {
            String role = "arn:aws:iam::" + ServedImage.SELF + ":role/" + profile.replaceFirst(".*/", "");
            all.add(Check.of("iam:PassRole", role).with("iam:PassedToService", "ec2.amazonaws.com"));
        }
    }

    private void disk(String prefix) {
        String snapshot = request.get(prefix + "SnapshotId");
        if (!snapshot.isEmpty()) {
            all.add(Check.of(ACTION, shareable(request, "snapshot/" + snapshot)));
        }
        all.addAll(KeyChecks.ofDisk(request.region(), request.get(prefix + "KmsKeyId")));
    }

    /** Tags in a creating request are a question of their own. */
    static List<Check> tagging(Parameters request, String type, String arn) {
        Map<String, String> tags = request.tags(type);
        return tags.isEmpty()
                ? List.of()
                : List.of(Check.of("ec2:CreateTags", arn)
                        .with(tags, REQUESTED)
                        .with("ec2:CreateAction", request.get("Action")));
    }

    static String owned(Parameters request, String resource) {
        return "arn:aws:ec2:" + request.region() + ":" + ServedImage.SELF + ":" + resource;
    }

    /** Images and snapshots have no account in their ARNs. */
    static String shareable(Parameters request, String resource) {
        return "arn:aws:ec2:" + request.region() + "::" + resource;
    }
}
