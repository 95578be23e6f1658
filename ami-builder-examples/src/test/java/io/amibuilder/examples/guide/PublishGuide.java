package io.amibuilder.examples.guide;

import io.amibuilder.AmiBuild;
import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.aws.AwsPublisher;
import io.amibuilder.aws.DeregistrationProtection;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.source.AmiSource;
import java.time.Duration;

/** "Publishing" in docs/aws.md. */
final class PublishGuide {
    private PublishGuide() {}

    static AmiBuild build(AmiSource source, AwsCloudProvider provider) {
        // begins
        AwsPublisher publisher = AwsPublisher.builder()
                .region("eu-west-1")
                .copyTo("us-east-1")
                .copyTo("eu-central-1", "alias/images")
                .shareWithAccounts("123456789012")
                .parameter("/ami/{name}/latest")
                .launchTemplate("lt-0123456789abcdef0")
                .deprecateAfter(Duration.ofDays(180))
                .deregistrationProtection(DeregistrationProtection.WITHOUT_COOLDOWN)
                .imdsV2(true)
                .build();
        AmiBuild build = AmiBuild.builder()
                .source(source)
                .name("web")
                .version("1.0")
                .baseImage(BaseImage.name("linux-base"))
                .provider(provider)
                .publish(publisher)
                .build();
        // ends
        return build;
    }
}
