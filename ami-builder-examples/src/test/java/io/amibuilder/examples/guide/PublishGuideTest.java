package io.amibuilder.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.AmiBuild;
import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.aws.AwsPublisher;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.publish.PublishTarget.State;
import io.amibuilder.source.AmiSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishGuideTest {
    @Test
    void anImageIsPublishedAsTheGuideSays() throws InterruptedException {
        try (Ec2Server server = new Ec2Server()) {
            server.addLaunchTemplate("eu-west-1", "lt-0123456789abcdef0", "ami-0old");
            Map<String, String> where = Map.of(
                    "aws.endpointUrl",
                    server.uri().toString(),
                    "aws.accessKeyId",
                    "AKIDEXAMPLE",
                    "aws.secretAccessKey",
                    "not-a-secret");
            where.forEach(System::setProperty);
            try (AwsPublisher publisher = PublishGuide.publisher()) {
                ImageStatus image = baked(server);

                List<PublishTarget> targets = publisher.publish(image);
                while (targets.stream().anyMatch(target -> target.state() == State.PENDING)) {
                    server.time().pause(Duration.ofSeconds(15));
                    targets = publisher.publish(image);
                }

                assertThat(targets).extracting(PublishTarget::state).containsOnly(State.DONE);
                for (PublishTarget target : targets) {
                    assertThat(server.parameter(target.place(), "/ami/web/latest"))
                            .contains(target.image().orElseThrow().value());
                }
                assertThat(server.imageOfLaunchTemplate("eu-west-1", "lt-0123456789abcdef0"))
                        .isEqualTo(image.id().value());
            } finally {
                where.keySet().forEach(System::clearProperty);
            }
        }
    }

    private static ImageStatus baked(Ec2Server server) {
        try (AwsCloudProvider provider =
                AwsCloudProvider.builder().region("eu-west-1").build()) {
            String name = AmiBuild.builder()
                    .source(AmiSource.builder()
                            .part("50_hello.sh", "#!/bin/sh\ntrue\n")
                            .build())
                    .name("web")
                    .version("1.0")
                    .baseImage(BaseImage.name("linux-base"))
                    .provider(provider)
                    .time(server.time())
                    .build()
                    .run()
                    .imageName();
            return provider.image(name).orElseThrow();
        }
    }
}
