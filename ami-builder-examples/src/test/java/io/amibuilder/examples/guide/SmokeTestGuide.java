package io.amibuilder.examples.guide;

import io.amibuilder.AmiBuild;
import io.amibuilder.SmokeTest;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.source.AmiSource;
import java.time.Duration;

/** "Testing the image first" in docs/aws.md. */
final class SmokeTestGuide {
    private SmokeTestGuide() {}

    static AmiBuild build(AmiSource source, CloudProvider provider) {
        // begins
        AmiBuild build = AmiBuild.builder()
                .source(source)
                .name("web")
                .version("1.0")
                .baseImage(BaseImage.name("linux-base"))
                .provider(provider)
                .smokeTest(SmokeTest.commands(
                                "timeout 60 sh -c 'until systemctl is-active nginx; do sleep 1; done'",
                                "curl --fail --silent http://127.0.0.1/")
                        .atMost(Duration.ofMinutes(10)))
                .build();
        // ends
        return build;
    }
}
