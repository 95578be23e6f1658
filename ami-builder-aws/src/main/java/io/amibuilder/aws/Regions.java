package io.amibuilder.aws;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** The region to work in: the one given, else the one of the SDK's own search. */
final class Regions {
    private Regions() {}

    /** @throws AwsSettingsException when none is given and the SDK finds none */
    static Region of(String subject, Optional<String> given) {
        return of(subject, given, DefaultAwsRegionProviderChain.builder().build());
    }

    static Region of(String subject, Optional<String> given, AwsRegionProvider search) {
        if (given.isPresent()) {
            return Region.of(given.get());
        }
        try {
            return search.getRegion();
        } catch (SdkClientException e) {
            throw new AwsSettingsException(
                    subject + " still needs",
                    List.of(
                            "region(...), as in region(\"eu-west-1\"): none is given, and neither the variable AWS_REGION,"
                                    + " the property aws.region, the AWS profile nor instance metadata names one"),
                    e);
        }
    }
}
