package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.AmiBuild;
import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.aws.IamPolicies;
import io.amibuilder.aws.S3ArtifactStore;
import io.amibuilder.userdata.Userdata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildAmiPolicyTest {
    @TempDir
    Path directory;

    /** A job may have the policy that the guide shows. */
    @Test
    void theGuideShowsWhatATypicalJobNeeds() throws IOException {
        Path userdata = Files.writeString(directory.resolve("userdata.gz"), "x");
        Path tarball = Files.writeString(directory.resolve("fs.tgz"), "x");
        BuildAmiSettings settings = BuildAmiSettings.of(
                List.of(userdata.toString(), "web-server", "1.0.0"),
                Map.of(
                        "AWS_REGION", "eu-west-1",
                        "BUILDAMI_BASEAMI", "base-1.2.0",
                        "BUILDAMI_SUBNET", "subnet-1",
                        "BUILDAMI_SECURITYGROUPS", "sg-1",
                        "BUILDAMI_PROFILE", "CreateAMI",
                        "BUILDAMI_FSTGZ", tarball.toString(),
                        "BUILDAMI_S3URL", "s3://my-bucket/ami/",
                        "BUILDAMI_S3REGION", "eu-west-1"));
        String place = settings.rootfs().orElseThrow().location().uri();
        try (AwsCloudProvider provider = settings.provider();
                S3ArtifactStore store = S3ArtifactStore.at(place)) {
            AmiBuild build = AmiBuild.builder()
                    .userdata(Userdata.of(Files.readAllBytes(userdata)))
                    .name(settings.name())
                    .version(settings.version())
                    .baseImage(settings.baseImage())
                    .provider(provider)
                    .storage(store)
                    .build();

            assertThat(Files.readString(Repository.ROOT.resolve("docs/aws.md")))
                    .contains("```json\n" + IamPolicies.forBuild(build) + "```\n");
        }
    }
}
