package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.ec2server.Ec2Server;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first bake as a process. */
class QuickstartIT {
    @TempDir
    Path directory;

    @Test
    void itBakesOnTheSimulatedCloudWithoutAnySetting() throws Exception {
        Run run = JavaProcess.run(directory, Quickstart.class, Map.of());

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("The cloud is simulated", "Done: image ami-");
        assertThat(Repository.MODULE.resolve("target/quickstart"))
                .isDirectoryContaining(file -> file.endsWith("userdata.gz"))
                .isDirectoryContaining(file -> file.endsWith("manifest.json"))
                .isDirectoryContaining(file -> file.endsWith("events.log"));
    }

    @Test
    void itBakesOnAwsWhenToldTo() throws Exception {
        try (Ec2Server server = new Ec2Server()) {
            Path source = Repository.JENKINS_AGENT;
            server.addParameter(
                    "eu-west-1",
                    "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
                    "ami-0ba5e",
                    "aws:ec2:image");
            Run run = JavaProcess.run(
                    directory,
                    Quickstart.class,
                    Map.of(
                            "AWS_REGION", "eu-west-1",
                            "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                            "AWS_SECRET_ACCESS_KEY", "not-a-secret",
                            "AWS_ENDPOINT_URL", server.uri().toString()),
                    "--provider",
                    "aws",
                    "--subnet",
                    "subnet-1",
                    "--security-group",
                    "sg-1",
                    "--storage",
                    "s3://bucket/ami/",
                    "--source",
                    source.toString(),
                    "--out",
                    directory.resolve("out").toString());

            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.out()).contains("The cloud is AWS", "eu-west-1").doesNotContain("simulated");
            assertThat(server.requests("RunInstances"))
                    .hasSize(1)
                    .first()
                    .satisfies(launch -> assertThat(launch)
                            .containsEntry("SubnetId", "subnet-1")
                            .containsEntry("SecurityGroupId.1", "sg-1"));
            assertThat(server.left()).isEmpty();
        }
    }

    @Test
    void awsWithoutARegionSaysSo() throws Exception {
        Run run = JavaProcess.run(
                directory, Quickstart.class, Map.of("AWS_EC2_METADATA_DISABLED", "true"), "--provider", "aws");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("region(...)", "AWS_REGION").doesNotContain("\tat ");
    }
}
