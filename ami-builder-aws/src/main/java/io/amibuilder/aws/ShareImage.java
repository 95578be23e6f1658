package io.amibuilder.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ImageAttributeName;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;

/** Lets others launch the image. Those who may already, and are not named here, stay. */
final class ShareImage implements PublishStep {
    private final Ec2Client ec2;
    private final EncryptionRule encryption;
    private final List<LaunchPermission> wanted = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    ShareImage(Ec2Client ec2, List<String> accounts, List<String> organizations, List<String> units) {
        this.ec2 = ec2;
        this.encryption = new EncryptionRule(ec2);
        accounts.forEach(id -> add("account " + id, LaunchPermission.builder().userId(id)));
        organizations.forEach(arn -> add(arn, LaunchPermission.builder().organizationArn(arn)));
        units.forEach(arn -> add(arn, LaunchPermission.builder().organizationalUnitArn(arn)));
    }

    @Override
    public Optional<String> take(RegionalImage image) {
        List<LaunchPermission> given = Call.repeatable(
                        "DescribeImageAttribute",
                        call -> ec2.describeImageAttribute(r -> r.imageId(image.id())
                                .attribute(ImageAttributeName.LAUNCH_PERMISSION)
                                .overrideConfiguration(call)))
                .launchPermissions();
        List<LaunchPermission> missing =
                wanted.stream().filter(each -> !given.contains(each)).toList();
        if (!missing.isEmpty()) {
            encryption.apply(
                    image,
                    () -> Call.repeatable(
                            "ModifyImageAttribute",
                            call -> ec2.modifyImageAttribute(r -> r.imageId(image.id())
                                    .launchPermission(permission -> permission.add(missing))
                                    .overrideConfiguration(call))));
        }
        return Optional.empty();
    }

    @Override
    public String plan() {
        return "share it with " + names.stream().collect(Collectors.joining(" and "));
    }

    private void add(String name, LaunchPermission.Builder permission) {
        names.add(name);
        wanted.add(permission.build());
    }
}
