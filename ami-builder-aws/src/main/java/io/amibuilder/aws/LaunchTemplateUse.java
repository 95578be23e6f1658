package io.amibuilder.aws;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/**
 * Which images the own launch templates name. Not asked for by EC2's filter {@code image-id}: a version may name a
 * parameter instead of an image, and nothing says that the filter looks through it.
 */
final class LaunchTemplateUse {
    /** The largest page of DescribeLaunchTemplates and of DescribeLaunchTemplateVersions. */
    private static final int PAGE_SIZE = 200;

    private static final String ALIAS = "resolve:ssm:";

    private final Ec2Client ec2;
    private final boolean everyVersion;

    LaunchTemplateUse(Ec2Client ec2, boolean everyVersion) {
        this.ec2 = ec2;
        this.everyVersion = everyVersion;
    }

    /** Notes the templates, and returns the names of the parameters that templates name instead of an image. */
    Set<String> find(ImageUsers users) {
        Set<String> parameters = new TreeSet<>();
        versions()
                .filter(version -> version.launchTemplateData() != null
                        && version.launchTemplateData().imageId() != null)
                .forEach(version -> {
                    String image = version.launchTemplateData().imageId();
                    users.add(image, name(version));
                    if (image.startsWith(ALIAS)) {
                        parameters.add(image.substring(ALIAS.length()));
                    }
                });
        return parameters;
    }

    private Stream<LaunchTemplateVersion> versions() {
        // Without a template EC2 tells of these two versions of every template, and of no others
        return everyVersion
                ? templates().flatMap(template -> versions(r -> r.launchTemplateId(template.launchTemplateId())))
                : versions(r -> r.versions("$Latest", "$Default"));
    }

    private static String name(LaunchTemplateVersion version) {
        return "launch template " + version.launchTemplateName() + " version " + version.versionNumber();
    }

    private Stream<LaunchTemplate> templates() {
        return Pages.all(this::templates, DescribeLaunchTemplatesResponse::nextToken)
                .flatMap(page -> page.launchTemplates().stream());
    }

    private Stream<LaunchTemplateVersion> versions(Consumer<DescribeLaunchTemplateVersionsRequest.Builder> which) {
        return Pages.all(token -> versions(which, token), DescribeLaunchTemplateVersionsResponse::nextToken)
                .flatMap(page -> page.launchTemplateVersions().stream());
    }

    private DescribeLaunchTemplatesResponse templates(Optional<String> token) {
        return Call.repeatable(
                "DescribeLaunchTemplates",
                call -> ec2.describeLaunchTemplates(r -> r.includeManagedResources(true)
                        .maxResults(PAGE_SIZE)
                        .nextToken(token.orElse(null))
                        .overrideConfiguration(call)));
    }

    private DescribeLaunchTemplateVersionsResponse versions(
            Consumer<DescribeLaunchTemplateVersionsRequest.Builder> which, Optional<String> token) {
        return Call.repeatable(
                "DescribeLaunchTemplateVersions",
                call -> ec2.describeLaunchTemplateVersions(r -> r.applyMutation(which)
                        .includeManagedResources(true) // an account may hide them by default
                        .maxResults(PAGE_SIZE)
                        .nextToken(token.orElse(null))
                        .overrideConfiguration(call)));
    }
}
