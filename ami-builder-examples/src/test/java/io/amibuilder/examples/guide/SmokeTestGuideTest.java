package io.amibuilder.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.amibuilder.AmiResult;
import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.SmokeTestFailedException;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.guest.GuestFailedException;
import io.amibuilder.source.AmiSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class SmokeTestGuideTest {
    @Test
    void anImageThatPassesIsMarkedAndItsInstancesAreGone() {
        try (Ec2Server server = new Ec2Server();
                AwsCloudProvider provider = provider(server)) {
            AmiResult result = run(server, provider);

            assertThat(server.images(result.buildId()))
                    .singleElement()
                    .satisfies(image -> assertThat(image.tags()).containsEntry("ami-builder:smoke-test", "passed"));
            assertThat(server.requests("RunInstances"))
                    .hasSize(2)
                    .last()
                    .satisfies(launch -> assertThat(launch)
                            .containsEntry("ImageId", result.image().value())
                            .containsValue("TestAMI"));
            assertThat(server.requests("CreateTags")).hasSize(1);
            assertThat(server.requests("DeregisterImage")).isEmpty();
            assertThat(server.left()).isEmpty();
        }
    }

    @Test
    void anImageThatFailsIsDeregisteredWithItsSnapshots() {
        try (Ec2Server server = new Ec2Server(cloud -> cloud.smokeTestFails("60_smoke-test.sh", 3));
                AwsCloudProvider provider = provider(server)) {
            assertThatExceptionOfType(SmokeTestFailedException.class)
                    .isThrownBy(() -> run(server, provider))
                    .withCauseInstanceOf(GuestFailedException.class)
                    .satisfies(e -> assertThat(server.requests("DeregisterImage"))
                            .singleElement()
                            .satisfies(request -> assertThat(request)
                                    .containsEntry("ImageId", e.image().value())
                                    .containsEntry("DeleteAssociatedSnapshots", "true")));
            assertThat(server.requests("CreateTags")).isEmpty();
            assertThat(server.left()).isEmpty();
        }
    }

    private static AmiResult run(Ec2Server server, CloudProvider provider) {
        AmiSource source =
                AmiSource.builder().part("50_hello.sh", "#!/bin/sh\ntrue\n").build();
        return SmokeTestGuide.build(source, provider).toBuilder()
                .time(server.time())
                .build()
                .run();
    }

    private static AwsCloudProvider provider(Ec2Server server) {
        return AwsCloudProvider.builder()
                .region("eu-west-1")
                .endpoint(server.uri())
                .credentials(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "not-a-secret")))
                .build();
    }
}
