package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.ImageName;
import io.amibuilder.cloud.PreflightRequest;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.error.Finding;
import io.amibuilder.userdata.Userdata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A preflight against an EC2 that has a network, types and quotas: it finds the same as the launch would, and starts nothing. */
class PreflightOverHttpTest {
    static final PreflightRequest REQUEST = new PreflightRequest(
            BaseImage.name("linux-base"), Userdata.of(new byte[] {1}), "agent", "1.0", ImageName.DEFAULT);

    private final Ec2Server server = new Ec2Server();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSoundBuildHasNoFindings() {
        try (AwsCloudProvider provider = provider()
                .subnet("subnet-1")
                .securityGroups("sg-1")
                .keyPair("mine")
                .build()) {
            assertThat(provider.preflight(REQUEST)).isEmpty();
        }
        assertThat(server.left()).isEmpty();
    }

    @Test
    void theDefaultsHaveNoFindings() {
        try (AwsCloudProvider provider = provider().build()) {
            assertThat(provider.preflight(REQUEST)).isEmpty();
        }
    }

    @Test
    void everythingThatIsWrongIsFoundAtOnce() {
        try (AwsCloudProvider provider = provider()
                .subnet("subnet-full")
                .securityGroups("sg-foreign", "sg-none")
                .keyPair("other")
                .instanceType("t4g.nano")
                .build()) {
            assertThat(provider.preflight(REQUEST))
                    .extracting(Finding::subject)
                    .containsExactly(
                            "subnet subnet-full",
                            "security group sg-foreign",
                            "security group sg-none",
                            "key pair other",
                            "instance type t4g.nano");
        }
    }

    private AwsCloudProviderBuilder provider() {
        return AwsCloudProvider.builder()
                .region("eu-west-1")
                .endpoint(server.uri())
                .credentials(AwsServer.CREDENTIALS);
    }
}
