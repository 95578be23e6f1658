package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiResult;
import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.Query;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.publish.PublishTarget.State;
import io.amibuilder.source.AmiSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** From the source to three regions, over HTTP, on an EC2 with a memory. */
class PublishLifeTest {
    private static final int SPEED = 300;
    private static final String HOME = "eu-west-1";
    private static final List<String> ACTS = List.of(
            "CopyImage",
            "ModifyImageAttribute",
            "ModifySnapshotAttribute",
            "EnableImageDeprecation",
            "EnableImageDeregistrationProtection",
            "CreateLaunchTemplateVersion",
            "ModifyLaunchTemplate");

    private final Ec2Server server = new Ec2Server(SPEED, UnaryOperator.identity());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void threeRegionsOfWhichOneFailsAndSucceedsWhenItIsRunAgain() throws InterruptedException {
        server.addLaunchTemplate(HOME, "lt-1", "ami-0old");
        server.addLaunchTemplate("us-east-1", "lt-2", "ami-0old");
        server.refuse("ap-south-1", "CopyImage");
        ImageStatus image = baked();

        try (AwsPublisher publisher = publisher()) {
            List<PublishTarget> first = publisher.publish(image);
            assertThat(server.requests("CopyImage"))
                    .as("all copies are begun at once")
                    .hasSize(3);
            assertThat(first)
                    .extracting(PublishTarget::place)
                    .containsExactly(HOME, "us-east-1", "eu-central-1", "ap-south-1");
            assertThat(first.get(1).state()).isEqualTo(State.PENDING);

            List<PublishTarget> partly = published(publisher, image);
            assertThat(partly)
                    .extracting(PublishTarget::state)
                    .containsExactly(State.DONE, State.DONE, State.DONE, State.FAILED);
            assertThat(partly.get(3).detail()).contains("CopyImage").contains("UnauthorizedOperation");
            assertThat(partly.get(3).image()).isEmpty();
        }
        assertThat(server.parameter("us-east-1", "/ami/agent/us-east-1"))
                .contains(copyIn("us-east-1").id().value());
        assertThat(server.parameter("ap-south-1", "/ami/agent/ap-south-1")).isEmpty();

        server.refuseNothing();
        int copies = server.requests("CopyImage").size();
        List<PublishTarget> all;
        try (AwsPublisher another = publisher()) { // as another process would
            all = published(another, image);
            List<Integer> acts = acts();
            assertThat(another.publish(image)).as("what is done").isEqualTo(all);
            assertThat(acts()).as("is not done again").isEqualTo(acts).doesNotContain(0);
        }

        assertThat(all).extracting(PublishTarget::state).containsOnly(State.DONE);
        assertThat(server.requests("CopyImage")).hasSize(copies + 1);
        for (PublishTarget target : all) {
            String id = target.image().orElseThrow().value();
            assertThat(server.parameter(target.place(), "/ami/agent/" + target.place()))
                    .contains(id);
            assertThat(server.sharedWith(id))
                    .containsExactlyInAnyOrder(
                            "123456789012", "arn:aws:organizations::123456789012:organization/o-a1b2c3d4e5");
            assertThat(server.sharedWith("snap" + id.substring("ami".length()))).containsExactly("123456789012");
        }
        assertThat(copyIn("eu-central-1").name()).isEqualTo("agent-1.0-1");
        assertThat(copyIn("eu-central-1").tags())
                .isEqualTo(image.tags())
                .containsEntry("team", "platform")
                .containsKeys(AmiTags.BUILD_ID, AmiTags.FINGERPRINT);
        assertThat(server.imageOfLaunchTemplate(HOME, "lt-1"))
                .isEqualTo(image.id().value());
        assertThat(server.imageOfLaunchTemplate("us-east-1", "lt-2"))
                .isEqualTo(copyIn("us-east-1").id().value());
    }

    @Test
    void aPublicationIsFinishedByProcessesThatEachDieAtTheirFirstChange() throws InterruptedException {
        server.addLaunchTemplate(HOME, "lt-1", "ami-0old");
        ImageStatus image = baked();
        List<PublishTarget> targets = List.of();
        int deaths = 0;

        for (int life = 1; targets.isEmpty() || !isDone(targets); life++) {
            assertThat(life).as("lives, and still %s", targets).isLessThan(100);
            server.time().pause(Duration.ofMinutes(1)); // a copy takes three, a parameter half of one
            Mortal mortal = new Mortal();
            try (Ec2Client home = mortal.ec2(HOME);
                    Ec2Client there = mortal.ec2("us-east-1");
                    SsmClient homeSsm = mortal.ssm(HOME);
                    SsmClient thereSsm = mortal.ssm("us-east-1")) {
                targets = settings(AwsPublisher.builder()
                                .copyTo("us-east-1")
                                .ec2Clients(region -> region.equals(HOME) ? home : there)
                                .ssmClients(region -> region.equals(HOME) ? homeSsm : thereSsm))
                        .build()
                        .publish(image);
            } catch (Mortal.Death e) {
                deaths++;
            }
        }

        // The copy; six changes of each image and of what names it; two of the launch template
        assertThat(deaths).isEqualTo(1 + 2 * 6 + 2);
        assertThat(server.requests("CopyImage"))
                .extracting(r -> r.get("ClientToken"))
                .hasSizeGreaterThan(0)
                .containsOnly(server.requests("CopyImage").get(0).get("ClientToken"));
        assertThat(server.requests("CreateLaunchTemplateVersion"))
                .as("the second process found it")
                .hasSize(1);
        assertThat(server.imageOfLaunchTemplate(HOME, "lt-1"))
                .isEqualTo(image.id().value());
        assertThat(server.parameter("us-east-1", "/ami/agent/us-east-1"))
                .contains(copyIn("us-east-1").id().value());
        for (String action : List.of("EnableImageDeprecation", "EnableImageDeregistrationProtection")) {
            assertThat(server.requests(action)).as("one for each image").hasSize(2);
        }
    }

    @Test
    void preflightTellsOfALaunchTemplateThatIsNotThere() {
        server.addLaunchTemplate("us-east-1", "lt-2", "ami-0old");
        try (AwsPublisher publisher = publisher()) {
            assertThat(publisher.preflight()).singleElement().satisfies(finding -> {
                assertThat(finding.isError()).isTrue();
                assertThat(finding.subject()).isEqualTo("launch template lt-1 in eu-west-1");
                assertThat(finding.problem()).contains("InvalidLaunchTemplateId.NotFound");
            });
        }
    }

    private AwsPublisher publisher() {
        return settings(AwsPublisher.builder()
                        .copyTo("us-east-1")
                        .copyTo("eu-central-1", "alias/images")
                        .copyTo("ap-south-1")
                        .launchTemplate("us-east-1", "lt-2"))
                .build();
    }

    private AwsPublisherBuilder settings(AwsPublisherBuilder publisher) {
        return publisher
                .region(HOME)
                .endpoint(server.uri())
                .credentials(AwsServer.CREDENTIALS)
                .shareWithAccounts("123456789012")
                .shareWithOrganizations("arn:aws:organizations::123456789012:organization/o-a1b2c3d4e5")
                .shareSnapshots(true)
                .parameter("/ami/{name}/{region}")
                .launchTemplate("lt-1")
                .deprecateAfter(Duration.ofDays(90))
                .deregistrationProtection(DeregistrationProtection.WITH_COOLDOWN)
                .imdsV2(true);
    }

    /** A process that dies when its first change was answered, and before it has read the answer. */
    private final class Mortal implements ExecutionInterceptor {
        static final class Death extends Error {
            private static final long serialVersionUID = 1L;
        }

        @Override
        public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
            String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
            if (ACTS.contains(operation) || operation.equals("PutParameter")) {
                throw new Death();
            }
        }

        Ec2Client ec2(String region) {
            return set(Ec2Client.builder(), region).build();
        }

        SsmClient ssm(String region) {
            return set(SsmClient.builder(), region).build();
        }

        private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B set(B client, String region) {
            return client.region(Region.of(region))
                    .endpointOverride(server.uri())
                    .credentialsProvider(AwsServer.CREDENTIALS)
                    .httpClient(UrlConnectionHttpClient.create())
                    .overrideConfiguration(o -> o.addExecutionInterceptor(this));
        }
    }

    private static boolean isDone(List<PublishTarget> targets) {
        return targets.stream().allMatch(target -> target.state() == State.DONE);
    }

    private ImageStatus baked() {
        try (AwsCloudProvider provider = provider(HOME)) {
            AmiResult result = AmiBuild.builder()
                    .source(AmiSource.builder()
                            .part("10_a.sh", "#!/bin/sh\ntrue\n")
                            .build())
                    .name("agent")
                    .version("1.0")
                    .buildId("build-1")
                    .baseImage(BaseImage.name("linux-base"))
                    .provider(provider)
                    .time(server.time())
                    .tag("team", "platform")
                    .build()
                    .run();
            assertThat(server.left()).isEmpty();
            return provider.image(result.imageName()).orElseThrow();
        }
    }

    private List<PublishTarget> published(AwsPublisher publisher, ImageStatus image) throws InterruptedException {
        List<PublishTarget> targets = publisher.publish(image);
        for (int look = 1; targets.stream().anyMatch(target -> target.state() == State.PENDING); look++) {
            assertThat(look).as("looks at %s", targets).isLessThan(100);
            server.time().pause(Duration.ofSeconds(15));
            targets = publisher.publish(image);
        }
        return targets;
    }

    private ImageStatus copyIn(String region) {
        try (AwsCloudProvider provider = provider(region)) {
            List<ImageStatus> images = provider.images(Query.build("build-1"));
            assertThat(images).hasSize(1);
            return images.get(0);
        }
    }

    private AwsCloudProvider provider(String region) {
        return AwsCloudProvider.builder()
                .region(region)
                .endpoint(server.uri())
                .credentials(AwsServer.CREDENTIALS)
                .build();
    }

    private List<Integer> acts() {
        List<Integer> counts = new ArrayList<>();
        ACTS.forEach(action -> counts.add(server.requests(action).size()));
        return counts;
    }
}
