package io.amibuilder.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiBuildBuilder;
import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.aws.AwsCloudProviderBuilder;
import io.amibuilder.aws.Ec2EventQueue;
import io.amibuilder.aws.S3ArtifactStore;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.ec2server.Ec2Events;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.error.Finding;
import io.amibuilder.examples.Repository;
import io.amibuilder.source.AmiSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Runs the guide's blocks about preflight, events and clients. */
class OperatingGuideTest {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "not-a-secret"));
    private static final Pattern JSON = Pattern.compile("^```json\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Path GUIDE = Repository.ROOT.resolve("docs/aws.md");

    private final Ec2Server server = new Ec2Server();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPreflightTellsWhatIsMissing() {
        try (AwsCloudProvider provider = provider().keyPair("other").build();
                S3ArtifactStore store = store("s3://missing/ami/")) {
            assertThat(PreflightGuide.look(build(provider).storage(store).build())
                            .findings())
                    .containsExactly(
                            Finding.error(
                                    "key pair other",
                                    "does not exist in this region and account",
                                    "correct it, or leave it out"),
                            Finding.error("bucket missing", "does not exist", "make it, or correct the location"));
        }
        assertThat(server.requests("CreateImage")).isEmpty();
    }

    @Test
    void whatAPreflightFindsNoFaultWithIsBuilt() {
        try (AwsCloudProvider provider = provider().keyPair("mine").build();
                S3ArtifactStore store = store("s3://bucket/ami/")) {
            assertThat(PreflightGuide.look(build(provider).storage(store).build())
                            .errors())
                    .isEmpty();
        }
        assertThat(server.requests("CreateImage")).hasSize(1);
    }

    @Test
    void aBuildListensToAQueue() {
        try (AwsCloudProvider provider = provider().build()) {
            EventsGuide.run(
                    build(provider),
                    Ec2EventQueue.builder("https://sqs.eu-west-1.amazonaws.com/111122223333/bakes")
                            .endpoint(server.uri())
                            .credentials(CREDENTIALS)
                            .time(server.time()));
        }
        assertThat(server.left()).isEmpty();
        assertThat(server.requests("DescribeInstances")).hasSizeLessThan(25);
    }

    @Test
    void theCallersClientsAreUsed() {
        try (Ec2Client ec2 = Ec2Client.builder()
                        .region(Region.EU_WEST_1)
                        .endpointOverride(server.uri())
                        .credentialsProvider(CREDENTIALS)
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
                SsmClient ssm = SsmClient.builder()
                        .region(Region.EU_WEST_1)
                        .endpointOverride(server.uri())
                        .credentialsProvider(CREDENTIALS)
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
                AwsCloudProvider provider = ClientsGuide.provider(ec2, ssm)) {
            assertThat(provider.resolve(BaseImage.ssmParameter(Ec2Server.BASE_PARAMETER))
                            .name())
                    .isEqualTo("linux-base");
        }
    }

    @Test
    void theTemplatesRuleLetsThroughWhatABakeWaitsForAndNothingElse() throws IOException {
        JsonNode pattern = pattern();

        assertThat(matches(pattern, Ec2Events.instance("i-1", "stopped"))).isTrue();
        assertThat(matches(pattern, Ec2Events.instance("i-1", "terminated"))).isTrue();
        assertThat(matches(pattern, Ec2Events.image("ami-1", "available"))).isTrue();
        assertThat(matches(pattern, Ec2Events.image("ami-1", "failed"))).isTrue();
        assertThat(matches(pattern, Ec2Events.instance("i-1", "running"))).isFalse();
        assertThat(matches(pattern, Ec2Events.image("ami-1", "available").replace("aws.ec2", "aws.s3")))
                .isFalse();
        assertThat(matches(pattern, Ec2Events.image("ami-1", "available").replace("AMI", "EBS")))
                .isFalse();
    }

    private static JsonNode pattern() throws IOException {
        Matcher template = JSON.matcher(Files.readString(GUIDE));
        while (template.find()) {
            if (template.group(1).contains("AWS::Events::Rule")) {
                JsonNode resources = JsonNode.parser()
                        .parse(template.group(1))
                        .field("Resources")
                        .orElseThrow();
                return resources
                        .field("Rule")
                        .flatMap(rule -> rule.field("Properties"))
                        .flatMap(properties -> properties.field("EventPattern"))
                        .orElseThrow();
            }
        }
        throw new AssertionError("the guide must hold a template with a rule");
    }

    private static boolean matches(JsonNode pattern, String event) {
        return matches(pattern, JsonNode.parser().parse(event));
    }

    /** EventBridge user guide, "Event patterns": every field must match, a list is a choice, so is {@code $or}. */
    private static boolean matches(JsonNode pattern, JsonNode event) {
        return pattern.asObject().entrySet().stream().allMatch(wanted -> {
            if (wanted.getKey().equals("$or")) {
                return wanted.getValue().asArray().stream().anyMatch(choice -> matches(choice, event));
            }
            return event.field(wanted.getKey())
                    .filter(is -> wanted.getValue().isArray()
                            ? wanted.getValue().asArray().contains(is)
                            : matches(wanted.getValue(), is))
                    .isPresent();
        });
    }

    private AmiBuildBuilder build(AwsCloudProvider provider) {
        return AmiBuild.builder()
                .source(AmiSource.builder()
                        .part("10_hello.sh", "#!/bin/sh\necho hello\n")
                        .build())
                .name("agent")
                .version("1.0")
                .baseImage(BaseImage.name("linux-base"))
                .time(server.time())
                .provider(provider);
    }

    private S3ArtifactStore store(String location) {
        return S3ArtifactStore.builder(location)
                .region("eu-west-1")
                .endpoint(server.uri())
                .credentials(CREDENTIALS)
                .pathStyle(true)
                .build();
    }

    private AwsCloudProviderBuilder provider() {
        return AwsCloudProvider.builder()
                .region("eu-west-1")
                .endpoint(server.uri())
                .credentials(CREDENTIALS);
    }
}
