package io.amibuilder.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.AmiBuild;
import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.aws.BlockDevice;
import io.amibuilder.aws.Purchase;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.source.AmiSource;
import io.amibuilder.wait.Time;
import java.net.URI;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class LaunchingTest {
    @Test
    void aBakeFindsAPlace() throws Exception {
        try (Ec2Server server = new Ec2Server()) {
            server.fullFor(launch -> launch.containsKey("InstanceMarketOptions.MarketType"));
            AmiBuild build = build(server.uri(), server.time());

            assertThat(build.run().imageName()).isEqualTo("web-1.0-1");
            assertThat(server.requests("RunInstances")).hasSize(5);
            assertThat(server.left()).isEmpty();
        }
    }

    private static AmiBuild build(URI endpoint, Time time) {
        AwsCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "not-a-secret"));
        AmiSource source =
                AmiSource.builder().part("10_a.sh", "#!/bin/sh\ntrue\n").build();
        // begins
        AwsCloudProvider provider = AwsCloudProvider.builder()
                .region("eu-west-1")
                .instanceTypes("t3.small", "t3a.small")
                .subnets("subnet-1", "subnet-2")
                .purchase(Purchase.SPOT_THEN_ON_DEMAND)
                .rootVolume(BlockDevice.root(20).withVolumeType("gp3").withEncryption())
                .endpoint(endpoint)
                .credentials(credentials)
                .build();
        AmiBuild build = AmiBuild.builder()
                .source(source)
                .name("web")
                .version("1.0")
                .baseImage(BaseImage.pattern("linux-*", "self"))
                .provider(provider)
                .time(time)
                .build();
        // ends
        return build;
    }
}
