package io.amibuilder.aws;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What publishing needs, as far as the settings use it (Service Authorization Reference, "Actions, resources, and condition
 * keys for Amazon EC2"; EC2 user guide, "Grant permissions to copy Amazon EC2 AMIs").
 */
final class PublishPermissions {
    private final PublishSettings settings;
    private final String name;
    private final String version;
    private final List<IamStatement> all = new ArrayList<>();

    private PublishPermissions(PublishSettings settings, String name, String version) {
        this.settings = settings;
        this.name = name;
        this.version = version;
    }

    /** For images of this name and version, which their parameters may have in their names. */
    static List<IamStatement> of(PublishSettings settings, String name, String version) {
        PublishPermissions permissions = new PublishPermissions(settings, name, version);
        permissions.look();
        permissions.copy();
        Set<String> regions = new LinkedHashSet<>(List.of(settings.region()));
        regions.addAll(settings.copies().keySet());
        regions.forEach(permissions::publishIn);
        return List.copyOf(permissions.all);
    }

    private void look() {
        TreeSet<String> looks = new TreeSet<>(List.of("ec2:DescribeImages"));
        if (settings.isShared()) {
            looks.add("ec2:DescribeImageAttribute");
            looks.add("ec2:DescribeSnapshots"); // of encrypted images
        }
        if (settings.shareSnapshots()) {
            looks.add("ec2:DescribeSnapshotAttribute");
        }
        if (!settings.launchTemplates().isEmpty()) {
            looks.add("ec2:DescribeLaunchTemplateVersions");
        }
        all.add(IamStatement.allow(BakePermissions.LOOK, looks.toArray(String[]::new))
                .on("*"));
    }

    /** The source is asked for as well as the copy, which has no tags of its own yet: neither can be told by a tag. */
    private void copy() {
        settings.copies().forEach((region, key) -> {
            Arns there = Arns.of(region);
            Arns here = Arns.of(settings.region());
            all.add(IamStatement.allow("CopyImage", "ec2:CopyImage")
                    .on(here.shareable("image/*"), here.shareable("snapshot/*"))
                    .on(there.shareable("image/*"), there.shareable("snapshot/*")));
            all.add(IamStatement.allow("TagCopies", "ec2:CreateTags")
                    .on(there.shareable("image/*"), there.shareable("snapshot/*"))
                    .when("StringEquals", "ec2:CreateAction", "CopyImage"));
            key.ifPresent(
                    id -> all.addAll(KeyPermissions.ofDisks(there, "Key" + region.replace("-", ""), List.of(id))));
        });
    }

    private void publishIn(String region) {
        Arns arns = Arns.of(region);
        TreeSet<String> changes = new TreeSet<>();
        if (settings.imdsV2() || settings.isShared()) {
            changes.add("ec2:ModifyImageAttribute");
        }
        settings.deprecateAfter().ifPresent(after -> changes.add("ec2:EnableImageDeprecation"));
        settings.protection().ifPresent(how -> changes.add("ec2:EnableImageDeregistrationProtection"));
        if (!changes.isEmpty()) {
            all.add(BakePermissions.ours(IamStatement.allow("PublishOurImage", changes.toArray(String[]::new))
                    .on(arns.shareable("image/*"))));
        }
        if (settings.shareSnapshots()) {
            all.add(BakePermissions.ours(IamStatement.allow("ShareOurSnapshots", "ec2:ModifySnapshotAttribute")
                    .on(arns.shareable("snapshot/*"))));
        }
        settings.parameters()
                .forEach(parameter ->
                        all.add(IamStatement.allow("WriteParameters", "ssm:GetParameter", "ssm:PutParameter")
                                .on(arns.parameter(WriteParameter.name(parameter, name, version, region)))));
        settings.launchTemplates()
                .getOrDefault(region, List.of())
                .forEach(id -> all.add(IamStatement.allow(
                                "MoveLaunchTemplates", "ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate")
                        .on(arns.ec2("launch-template/" + id))));
    }
}
