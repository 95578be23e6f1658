package io.amibuilder.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiFleet;
import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.aws.RetentionReport;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.source.AmiSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class RetentionGuideTest {
    private static final AwsBasicCredentials NOBODY = AwsBasicCredentials.create("AKIDEXAMPLE", "not-a-secret");

    @Test
    void ofFiveBakedImagesTwoGo() {
        try (Ec2Server server = new Ec2Server();
                AwsCloudProvider provider = AwsCloudProvider.builder()
                        .region("eu-west-1")
                        .endpoint(server.uri())
                        .credentials(StaticCredentialsProvider.create(NOBODY))
                        .build()) {
            List<AmiBuild> builds = IntStream.rangeClosed(1, 5)
                    .mapToObj(number -> build(server, provider, number))
                    .toList();
            assertThat(AmiFleet.builder().builds(builds).build().run().failures())
                    .isEmpty();

            RetentionReport report = RetentionGuide.run(provider);

            assertThat(report.removed()).hasSize(2);
            assertThat(report.isClean()).isTrue();
            assertThat(IntStream.rangeClosed(1, 5))
                    .filteredOn(number -> !server.images("nightly-" + number).isEmpty())
                    .hasSize(3);
        }
    }

    private static AmiBuild build(Ec2Server server, AwsCloudProvider provider, int number) {
        return AmiBuild.builder()
                .source(AmiSource.builder()
                        .part("50_hello.sh", "#!/bin/sh\ntrue\n")
                        .build())
                .name("jenkins-agent")
                .version("1." + number)
                .buildId("nightly-" + number)
                .baseImage(BaseImage.name("linux-base"))
                .provider(provider)
                .time(server.time())
                .build();
    }
}
