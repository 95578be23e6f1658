package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.Sha256;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.userdata.UserPart;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.userdata.UserdataCompiler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** AWS's own command line sees what we see, in the same servers: what our tests take for AWS's protocols is that. */
@Timeout(120)
class AwsCliTest {
    private static final long PART_BYTES = 5L * 1024 * 1024;

    @RegisterExtension
    static final S3Server S3 = new S3Server();

    @BeforeAll
    static void requireCli() {
        RealTools.require(RealTools.AWS);
    }

    @Test
    void theCliFetchesAStoredRootfsAsAnInstanceDoes(@TempDir Path directory) throws Exception {
        byte[] noise = new byte[11 * 1024 * 1024];
        new Random(1).nextBytes(noise);
        Rootfs rootfs = Rootfs.read(Files.write(directory.resolve("fs.tgz"), noise));
        Path fetched = directory.resolve("fetched.tgz");
        AwsCli cli = new AwsCli(S3.uri());
        try (S3ArtifactStore store =
                S3.store("s3://bucket/cli/").partBytes(PART_BYTES).build()) {
            RootfsLocation place = store.locate(rootfs.digest());
            store.put(place, rootfs);

            cli.run("s3", "cp", place.uri(), fetched.toString());
            JsonNode head = cli.json(
                    "s3api",
                    "head-object",
                    "--bucket",
                    "bucket",
                    "--key",
                    S3Address.of(place).key());

            assertThat(Sha256.of(Files.readAllBytes(fetched))).isEqualTo(rootfs.digest());
            assertThat(head.at("/Metadata/sha256").asText())
                    .isEqualTo(rootfs.digest().hex());
            assertThat(head.at("/ContentLength").asLong()).isEqualTo(rootfs.sizeBytes());
            assertThat(head.at("/ContentType").asText()).isEqualTo("application/gzip");
        }
    }

    @Test
    void theLifecycleRuleOfTheGuideIsOneThatTheCliTakes(@TempDir Path directory) throws Exception {
        String guide = Files.readString(Path.of("..", "docs", "aws.md"));
        String rule = guide.split("## Storing the rootfs in S3")[1]
                .split("```json\n")[1]
                .split("```")[0];
        Path file = Files.writeString(directory.resolve("lifecycle.json"), rule);

        // checks the arguments against S3's model, and sends nothing: few S3 servers know lifecycle rules
        String output = new AwsCli(S3.uri())
                .run(
                        "s3api",
                        "put-bucket-lifecycle-configuration",
                        "--bucket",
                        "my-bucket",
                        "--lifecycle-configuration",
                        "file://" + file,
                        "--generate-cli-skeleton",
                        "output");

        assertThat(rule).contains("AbortIncompleteMultipartUpload");
        assertThat(output).isNotNull();
    }

    @Test
    void theCliSeesTheInstancesImagesAndDisksThatWeSee() throws Exception {
        try (Ec2Server server = new Ec2Server();
                AwsCloudProvider provider = provider(server)) {
            AwsCli cli = new AwsCli(server.uri());
            Map<String, String> tags = Map.of(AmiTags.BUILD_ID, "cli & <co>", "Name", "CreateAMI");
            InstanceId id = provider.launch(new LaunchRequest(
                    new ImageId("ami-0ba5e"), userdata(), provider.placements().get(0), "token-1", tags, tags));
            InstanceStatus ours = stopped(server, provider, id);
            ImageId image = provider.createImage(new ImageRequest(id, "agent-1.0-1", "an agent", tags, tags));
            ImageStatus made = available(server, provider, image);

            JsonNode instance =
                    only(cli.json("ec2", "describe-instances", "--filters", "Name=tag:Name,Values=CreateAMI")
                            .at("/Reservations/0/Instances"));
            JsonNode found = named(
                    cli.json("ec2", "describe-images", "--owners", "self").at("/Images"), "ImageId", image.value());
            JsonNode volumes = cli.json("ec2", "describe-volumes", "--filters", "Name=tag-key,Values=Name")
                    .at("/Volumes");
            JsonNode snapshots =
                    cli.json("ec2", "describe-snapshots", "--owner-ids", "self").at("/Snapshots");

            assertThat(instance.at("/InstanceId").asText()).isEqualTo(id.value());
            assertThat(instance.at("/State/Name").asText())
                    .isEqualTo(ours.state().text());
            assertThat(instance.at("/StateReason/Code").asText()).isEqualTo("Client.InstanceInitiatedShutdown");
            assertThat(instance.at("/LaunchTime").asText()).isNotEmpty();
            assertThat(tagsOf(instance)).containsAllEntriesOf(tags);
            assertThat(found.at("/Name").asText()).isEqualTo(made.name()).isEqualTo("agent-1.0-1");
            assertThat(found.at("/State").asText()).isEqualTo(made.state().text());
            assertThat(found.at("/RootDeviceName").asText()).isEqualTo("/dev/xvda");
            assertThat(tagsOf(found)).containsAllEntriesOf(tags);
            assertThat(ids(volumes, "VolumeId")).isEqualTo(ids(provider, ResourceStatus.Kind.VOLUME));
            assertThat(ids(snapshots, "SnapshotId"))
                    .isEqualTo(ids(provider, ResourceStatus.Kind.SNAPSHOT))
                    .containsExactly(
                            found.at("/BlockDeviceMappings/0/Ebs/SnapshotId").asText());
        }
    }

    @Test
    void anInstanceThatTheCliHasLaunchedIsFoundByUsAndEndedByIt(@TempDir Path directory) throws Exception {
        Path userdata = Files.write(directory.resolve("userdata.gz"), userdata().bytes());
        try (Ec2Server server = new Ec2Server();
                AwsCloudProvider provider = provider(server)) {
            AwsCli cli = new AwsCli(server.uri());

            String id = cli.json(
                            "ec2",
                            "run-instances",
                            "--image-id",
                            "ami-0ba5e",
                            "--instance-type",
                            "t3.nano",
                            "--user-data",
                            "fileb://" + userdata,
                            "--tag-specifications",
                            "ResourceType=instance,Tags=[{Key=" + AmiTags.BUILD_ID + ",Value=by-hand}]")
                    .at("/Instances/0/InstanceId")
                    .asText();

            assertThat(provider.instances(Query.build("by-hand")))
                    .extracting(instance -> instance.id().value())
                    .containsExactly(id);
            assertThat(stopped(server, provider, new InstanceId(id)).stoppedItself())
                    .isTrue();
            cli.run("ec2", "terminate-instances", "--instance-ids", id);
            assertThat(server.left()).isEmpty();
        }
    }

    private static Userdata userdata() {
        List<UserPart> parts = List.of(UserPart.of("10_a.sh", "#!/bin/sh\ntrue\n"));
        return UserdataCompiler.compile(parts, Optional.empty(), CompileOptions.defaults())
                .userdata();
    }

    private static AwsCloudProvider provider(Ec2Server server) {
        return AwsCloudProvider.builder()
                .region("eu-west-1")
                .endpoint(server.uri())
                .credentials(AwsServer.CREDENTIALS)
                .build();
    }

    private static InstanceStatus stopped(Ec2Server server, AwsCloudProvider provider, InstanceId id)
            throws InterruptedException {
        InstanceStatus status = instance(provider, id);
        while (status.state() != InstanceState.STOPPED) {
            server.time().pause(java.time.Duration.ofSeconds(10));
            status = instance(provider, id);
        }
        return status;
    }

    private static InstanceStatus instance(AwsCloudProvider provider, InstanceId id) {
        return provider.instances(Query.tagged(AmiTags.BUILD_ID)).stream()
                .filter(instance -> instance.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static ImageStatus available(Ec2Server server, AwsCloudProvider provider, ImageId id)
            throws InterruptedException {
        while (true) {
            ImageStatus status = provider.images(Query.tagged(AmiTags.BUILD_ID)).get(0);
            assertThat(status.id()).isEqualTo(id);
            if (status.state() == ImageState.AVAILABLE) {
                return status;
            }
            server.time().pause(java.time.Duration.ofSeconds(10));
        }
    }

    private static JsonNode only(JsonNode list) {
        assertThat(list.size()).isOne();
        return list.get(0);
    }

    private static JsonNode named(JsonNode list, String key, String id) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(item -> item.at("/" + key).asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ids(JsonNode list, String key) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.at("/" + key).asText())
                .sorted()
                .toList();
    }

    private static List<String> ids(AwsCloudProvider provider, ResourceStatus.Kind kind) {
        return provider.resources(Query.tagged(AmiTags.BUILD_ID)).stream()
                .filter(disk -> disk.kind() == kind)
                .map(ResourceStatus::id)
                .sorted()
                .toList();
    }

    private static Map<String, String> tagsOf(JsonNode thing) {
        return StreamSupport.stream(thing.at("/Tags").spliterator(), false)
                .collect(java.util.stream.Collectors.toMap(
                        tag -> tag.at("/Key").asText(), tag -> tag.at("/Value").asText()));
    }
}
