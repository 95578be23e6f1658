package io.amibuilder.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiResult;
import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.aws.AwsPublisher;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.publish.PublishTarget.State;
import io.amibuilder.source.AmiSource;
import org.junit.jupiter.api.Test;

class PublishGuideTest {
    @Test
    void anImageIsPublishedAsTheGuideSays() {
        try (Ec2Server server = new Ec2Server()) {
            server.addLaunchTemplate("eu-west-1", "lt-0123456789abcdef0", "ami-0old");
            SdkSettings.of(server, () -> publish(server));
        }
    }

    private static void publish(Ec2Server server) {
        try (AwsCloudProvider provider =
                AwsCloudProvider.builder().region("eu-west-1").build()) {
            AmiBuild build = PublishGuide.build(
                    AmiSource.builder().part("50_hello.sh", "#!/bin/sh\ntrue\n").build(), provider);
            try (AwsPublisher publisher = (AwsPublisher) build.publisher().orElseThrow()) {
                AmiResult result = build.toBuilder().time(server.time()).build().run();

                assertThat(result.published())
                        .extracting(PublishTarget::place)
                        .containsExactly("eu-west-1", "us-east-1", "eu-central-1");
                for (PublishTarget target : result.published()) {
                    assertThat(target.state()).isEqualTo(State.DONE);
                    assertThat(server.parameter(target.place(), "/ami/web/latest"))
                            .contains(target.image().orElseThrow().value());
                }
                assertThat(publisher.plan()).hasSize(3);
                assertThat(server.imageOfLaunchTemplate("eu-west-1", "lt-0123456789abcdef0"))
                        .isEqualTo(result.image().value());
            }
        }
    }
}
