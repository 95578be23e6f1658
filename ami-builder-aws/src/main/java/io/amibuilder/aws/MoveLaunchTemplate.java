package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.error.Finding;
import io.amibuilder.rootfs.Sha256;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/** Gives a launch template a new default version that differs from the old one in the image alone. */
final class MoveLaunchTemplate implements PublishStep {
    private static final String CREATE = "CreateLaunchTemplateVersion";
    private static final String DEFAULT = "$Default";
    private static final String LATEST = "$Latest";

    private final Ec2Client ec2;
    private final String region;
    private final String template;

    MoveLaunchTemplate(Ec2Client ec2, String region, String template) {
        this.ec2 = ec2;
        this.region = region;
        this.template = template;
    }

    @Override
    public Optional<String> take(RegionalImage image) {
        List<LaunchTemplateVersion> versions = versions();
        LaunchTemplateVersion current = versions.stream()
                .filter(version -> Boolean.TRUE.equals(version.defaultVersion()))
                .findFirst()
                .orElseThrow(() -> new CloudException(
                        Kind.RETRYABLE,
                        "DescribeLaunchTemplateVersions",
                        "",
                        "the answer has no default version of " + template,
                        null));
        if (image.id().equals(imageOf(current))) {
            return Optional.empty();
        }
        long version = versions.stream()
                .filter(each ->
                        image.id().equals(imageOf(each)) && describe(image).equals(each.versionDescription()))
                .findFirst() // made before, and not made the default any more
                .orElseGet(() -> create(image, current))
                .versionNumber();
        Call.repeatable(
                "ModifyLaunchTemplate",
                call -> ec2.modifyLaunchTemplate(r -> r.launchTemplateId(template)
                        .defaultVersion(Long.toString(version))
                        .overrideConfiguration(call)));
        return Optional.empty();
    }

    @Override
    public String plan() {
        return "make it the image of the default version of launch template " + template;
    }

    @Override
    public List<Finding> preflight() {
        String subject = "launch template " + template + " in " + region;
        try {
            versions();
            return List.of();
        } catch (CloudException e) {
            String problem = String.valueOf(e.getMessage());
            return e.kind() == Kind.NOT_FOUND
                    ? List.of(Finding.error(subject, problem, "create it, or correct launchTemplate(...)"))
                    : List.of(Finding.warning(subject, problem, "see that the publisher may describe it"));
        }
    }

    private List<LaunchTemplateVersion> versions() {
        return Call.repeatable(
                        "DescribeLaunchTemplateVersions",
                        call -> ec2.describeLaunchTemplateVersions(r -> r.launchTemplateId(template)
                                .versions(DEFAULT, LATEST)
                                .overrideConfiguration(call)))
                .launchTemplateVersions();
    }

    private LaunchTemplateVersion create(RegionalImage image, LaunchTemplateVersion base) {
        String number = String.valueOf(base.versionNumber());
        LaunchTemplateVersion made = Call.once(
                        CREATE,
                        call -> ec2.createLaunchTemplateVersion(r -> r.launchTemplateId(template)
                                .sourceVersion(number)
                                .versionDescription(describe(image))
                                .clientToken(token(image, number))
                                .launchTemplateData(data -> data.imageId(image.id()))
                                .overrideConfiguration(call)))
                .launchTemplateVersion();
        if (made == null || made.versionNumber() == null) {
            throw new CloudException(Kind.OUTCOME_UNKNOWN, CREATE, "", "the answer names no version", null);
        }
        return made;
    }

    /** By it a version is known again; at most 255 characters, as EC2 allows. */
    private static String describe(RegionalImage image) {
        return "ami-builder: image " + image.id() + " " + image.source().name();
    }

    private String token(RegionalImage image, String base) {
        return Sha256.of(String.join("\n", CREATE, template, base, image.id())).hex();
    }

    private static String imageOf(LaunchTemplateVersion version) {
        return version.launchTemplateData() == null
                ? ""
                : String.valueOf(version.launchTemplateData().imageId());
    }
}
