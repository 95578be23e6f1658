package io.amibuilder.aws;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.OnFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the requests of a bake need. Which resources and keys each action knows is from the Service Authorization
 * Reference, "Actions, resources, and condition keys for Amazon EC2"; what a launch needs is from the EC2 user guide,
 * "Example policies to control access the Amazon EC2 API", by which an image brings no permission on its snapshots.
 */
final class BakePermissions {
    static final String LOOK = "Look";

    private static final String REQUESTED = "aws:RequestTag/" + AmiTags.BUILD_ID;
    private static final String CARRIED = "aws:ResourceTag/" + AmiTags.BUILD_ID;

    private final Arns arns;
    private final LaunchSettings settings;

    BakePermissions(Arns arns, LaunchSettings settings) {
        this.arns = arns;
        this.settings = settings;
    }

    /** @param tested whether the image gets a smoke test */
    List<IamStatement> of(BaseImage base, OnFailure onFailure, boolean tested, Optional<String> role) {
        List<IamStatement> all = new ArrayList<>();
        all.add(IamStatement.allow(LOOK, "ec2:DescribeImages", "ec2:DescribeInstances", "ec2:DescribeInstanceTypes")
                .on("*"));
        settings.launchTemplate()
                .ifPresent(name -> all.add(IamStatement.allow(LOOK, "ec2:DescribeLaunchTemplateVersions")
                        .on("*")));
        if (base instanceof BaseImage.BySsmParameter parameter) {
            all.add(IamStatement.allow("ReadBaseImage", "ssm:GetParameter").on(arns.parameter(parameter.name())));
        }
        all.add(launchFrom(base));
        all.add(tagged(IamStatement.allow("Launch", "ec2:RunInstances").on(launched())));
        settings.instanceProfile().ifPresent(profile -> all.add(passRole(role.orElseGet(() -> arns.roleOf(profile)))));
        all.addAll(KeyPermissions.ofDisks(
                arns,
                "Key",
                settings.disks().stream()
                        .flatMap(disk -> disk.kmsKey().stream())
                        .toList()));
        all.add(tagged(IamStatement.allow("MakeImage", "ec2:CreateImage")
                .on(arns.shareable("image/*"), arns.shareable("snapshot/*"))));
        // Only in the request that creates (EC2 user guide, "Grant permission to tag resources during creation")
        all.add(IamStatement.allow("TagWhatIsCreated", "ec2:CreateTags")
                .on(launched())
                .on(arns.shareable("image/*"), arns.shareable("snapshot/*"))
                .when("StringEquals", "ec2:CreateAction", "CreateImage", "RunInstances"));
        all.add(ours(useInstance(onFailure).on(arns.ec2("instance/*"))));
        if (settings.places().purchase().usesSpot()) {
            all.add(cancelSpot(arns));
        }
        all.add(discard(arns));
        if (tested) {
            all.addAll(test(base));
        }
        return all;
    }

    /** What a launch makes, with our tags. */
    private String[] launched() {
        Stream<String> always = Stream.of("instance/*", "volume/*", "network-interface/*");
        Stream<String> onSpot =
                settings.places().purchase().usesSpot() ? Stream.of("spot-instances-request/*") : Stream.of();
        return Stream.concat(always, onSpot).map(arns::ec2).toArray(String[]::new);
    }

    static IamStatement cancelSpot(Arns arns) {
        return ours(IamStatement.allow("CancelOurSpotRequest", "ec2:CancelSpotInstanceRequests")
                .on(arns.ec2("spot-instances-request/*")));
    }

    /** {@code deleteAssociatedSnapshots} needs DeleteSnapshot (EC2 API reference, "DeleteSnapshotReturnCode"). */
    static IamStatement discard(Arns arns) {
        return ours(IamStatement.allow("DiscardOurImage", "ec2:DeregisterImage", "ec2:DeleteSnapshot")
                .on(arns.shareable("image/*"), arns.shareable("snapshot/*")));
    }

    /** An instance is launched from the new image, and what it proves is written on the image. */
    private List<IamStatement> test(BaseImage base) {
        List<IamStatement> all = new ArrayList<>();
        if (base instanceof BaseImage.ById) { // otherwise any image is launched
            all.add(ours(
                    IamStatement.allow("LaunchOurImage", "ec2:RunInstances").on(arns.shareable("image/*"))));
        }
        all.add(ours(IamStatement.allow("MarkOurImage", "ec2:CreateTags")
                .on(arns.shareable("image/*"))
                .when("ForAllValues:StringEquals", "aws:TagKeys", AmiTags.SMOKE_TEST)));
        return all;
    }

    /** Only what is ours: every creating request of a build tags what it makes. */
    static IamStatement ours(IamStatement statement) {
        return statement.when("Null", CARRIED, "false");
    }

    private static IamStatement tagged(IamStatement statement) {
        return statement.when("Null", REQUESTED, "false");
    }

    private static IamStatement useInstance(OnFailure onFailure) {
        return onFailure == OnFailure.STOP
                ? IamStatement.allow(
                        "UseOurInstance",
                        "ec2:CreateImage",
                        "ec2:GetConsoleOutput",
                        "ec2:StopInstances",
                        "ec2:TerminateInstances")
                : IamStatement.allow(
                        "UseOurInstance", "ec2:CreateImage", "ec2:GetConsoleOutput", "ec2:TerminateInstances");
    }

    /** What a launch takes that was there before: named where the settings name it. */
    private IamStatement launchFrom(BaseImage base) {
        TreeSet<String> from = new TreeSet<>();
        from.add(arns.shareable(
                "image/" + (base instanceof BaseImage.ById id ? id.id().value() : "*")));
        LaunchPlaces places = settings.places();
        if (places.subnets().isEmpty()) {
            from.add(arns.ec2("subnet/*"));
        }
        places.subnets().forEach(subnet -> from.add(arns.ec2("subnet/" + subnet)));
        places.placementGroup().ifPresent(group -> from.add(arns.ec2("placement-group/" + group)));
        places.capacityReservation()
                .filter(which -> !which.isPreference())
                .ifPresent(which -> from.add(arns.ec2("capacity-reservation/" + which.text())));
        places.tenancy().filter(Tenancy.HOST::equals).ifPresent(host -> from.add(arns.ec2("dedicated-host/*")));
        settings.launchTemplate()
                .ifPresent(name -> from.add(arns.ec2("launch-template/" + (name.isId() ? name.idOrName() : "*"))));
        if (settings.securityGroups().isEmpty()) {
            from.add(arns.ec2("security-group/*"));
        }
        settings.securityGroups().forEach(group -> from.add(arns.ec2("security-group/" + group)));
        settings.keyPair().ifPresent(name -> from.add(arns.ec2("key-pair/" + name)));
        settings.disks()
                .forEach(device -> device.snapshot().ifPresent(id -> from.add(arns.shareable("snapshot/" + id))));
        return IamStatement.allow("LaunchFrom", "ec2:RunInstances").on(from.toArray(String[]::new));
    }

    /** Who launches an instance with a role lends it (IAM user guide, "Grant a user permissions to pass a role"). */
    private IamStatement passRole(String role) {
        return IamStatement.allow("LendRole", "iam:PassRole")
                .on(role)
                .when("StringEquals", "iam:PassedToService", arns.service("ec2"));
    }
}
