package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;

/** Reads the launch template that a provider's launches are based on, once. */
final class LaunchTemplates {
    private static final String OPERATION = "DescribeLaunchTemplateVersions";

    private final Ec2Client ec2;
    private final String region;
    private @Nullable LaunchTemplate known;

    LaunchTemplates(Ec2Client ec2, String region) {
        this.ec2 = ec2;
        this.region = region;
    }

    synchronized LaunchTemplate read(LaunchTemplateName name) {
        LaunchTemplate template = known == null ? ask(name) : known;
        known = template;
        return template;
    }

    private LaunchTemplate ask(LaunchTemplateName name) {
        DescribeLaunchTemplateVersionsRequest.Builder request =
                DescribeLaunchTemplateVersionsRequest.builder().versions(name.version());
        if (name.isId()) {
            request.launchTemplateId(name.idOrName());
        } else {
            request.launchTemplateName(name.idOrName());
        }
        try {
            return Call.repeatable(
                            OPERATION,
                            call -> ec2.describeLaunchTemplateVersions(
                                    request.overrideConfiguration(call).build()))
                    .launchTemplateVersions()
                    .stream()
                    .findFirst()
                    .map(LaunchTemplate::of)
                    .orElseThrow(() -> missing(name, "", null));
        } catch (CloudException e) {
            boolean absent =
                    e.code().startsWith("InvalidLaunchTemplate") && e.code().contains("NotFound");
            throw absent ? missing(name, e.code(), e) : e;
        }
    }

    private CloudException missing(LaunchTemplateName name, String code, @Nullable Exception cause) {
        return new CloudException(
                Kind.FINAL,
                OPERATION,
                code,
                "this account has no launch template '" + name.idOrName() + "' with version '" + name.version()
                        + "' in " + region,
                cause);
    }
}
