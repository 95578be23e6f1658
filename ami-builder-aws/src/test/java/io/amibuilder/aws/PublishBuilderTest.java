package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishBuilderTest {
    static final String ORGANIZATION = "arn:aws:organizations::123456789012:organization/o-a1b2c3d4e5";
    static final String UNIT = "arn:aws:organizations::123456789012:ou/o-a1b2c3d4e5/ou-ab12-a1b2c3d4";

    @Test
    void aPlanSaysInWordsWhatIsDoneInEachRegion() {
        try (AwsPublisher publisher = builder()
                .copyTo("us-east-1", "alias/images")
                .copyTo("us-west-2")
                .imdsV2(true)
                .deprecateAfter(Duration.ofDays(90))
                .shareWithAccounts("123456789012")
                .shareWithOrganizations(ORGANIZATION)
                .shareSnapshots(true)
                .parameter("/ami/{name}")
                .launchTemplate("lt-1")
                .deregistrationProtection(DeregistrationProtection.WITH_COOLDOWN)
                .build()) {
            String everywhere = "make its instances require IMDSv2, deprecate it 90 days after its creation,"
                    + " share it with account 123456789012 and " + ORGANIZATION
                    + ", let account 123456789012 use its snapshots,"
                    + " write its id to parameter /ami/{name} (aws:ec2:image), ";
            String protect = "protect it from being deregistered, with a cooldown of 24 hours.";
            assertThat(publisher.plan())
                    .containsExactly(
                            "In eu-west-1: " + everywhere
                                    + "make it the image of the default version of launch template lt-1, " + protect,
                            "In us-east-1: copy it from eu-west-1, encrypted with key alias/images, " + everywhere
                                    + protect,
                            "In us-west-2: copy it from eu-west-1, " + everywhere + protect);
        }
    }

    @Test
    void withoutSettingsNothingIsDone() {
        try (AwsPublisher publisher = builder().build()) {
            assertThat(publisher.plan()).containsExactly("In eu-west-1: nothing but the image.");
            assertThat(publisher.preflight()).isEmpty();
        }
    }

    @Test
    void everythingMalformedIsToldAtOnce() {
        AwsSettingsException e = catchThrowableOfType(
                AwsSettingsException.class,
                () -> AwsPublisher.builder()
                        .region("Ireland")
                        .copyTo("us-east")
                        .shareWithAccounts("1234-5678-9012")
                        .shareWithOrganizations("o-a1b2c3d4e5")
                        .shareWithOrganizationalUnits(ORGANIZATION)
                        .launchTemplate("agent")
                        .parameter("ami/latest")
                        .deprecateAfter(Duration.ofDays(3651))
                        .endpoint(URI.create("localhost"))
                        .build());

        assertThat(e.problems())
                .containsExactly(
                        "region(...) must be a region, as in 'eu-west-1', but was 'Ireland'",
                        "copyTo(...) must be a region, as in 'eu-west-1', but was 'us-east'",
                        "shareWithAccounts(...) must be an account id of twelve digits, but was '1234-5678-9012'",
                        "shareWithOrganizations(...) must be an ARN like"
                                + " 'arn:aws:organizations::123456789012:organization/o-a1b2c3d4e5', but was 'o-a1b2c3d4e5'",
                        "shareWithOrganizationalUnits(...) must be an ARN like '" + UNIT + "', but was '" + ORGANIZATION
                                + "'",
                        "launchTemplate(...) must be an id that begins with 'lt-', but was 'agent'",
                        "parameter(...) must be a name of letters, digits and _.- or a path of them that begins with '/',"
                                + " not with 'aws' or 'ssm', and {name}, {version} and {region} in it, but was"
                                + " 'ami/latest'",
                        "deprecateAfter(...) must be more than nothing and at most 3650 days, but was PT87624H",
                        "endpoint(...) must be an absolute URI, but was 'localhost'");
    }

    @Test
    void settingsThatDoNotGoTogetherAreTold() {
        AwsSettingsException e = catchThrowableOfType(
                AwsSettingsException.class,
                () -> builder()
                        .copyTo("eu-west-1")
                        .copyTo("us-east-1", " ")
                        .copyTo("us-west-2", "alias/aws/ebs")
                        .shareWithOrganizations(ORGANIZATION)
                        .shareSnapshots(true)
                        .launchTemplate("ap-south-1", "lt-1")
                        .deprecateAfter(Duration.ZERO)
                        .build());

        assertThat(e.problems())
                .hasSize(6)
                .contains(
                        "copyTo(...) must name another region than region(...), but was 'eu-west-1'",
                        "copyTo(\"us-east-1\", key) must name a key",
                        "launchTemplate(\"ap-south-1\", ...) needs copyTo(\"ap-south-1\")",
                        "shareSnapshots(true) needs shareWithAccounts(...)")
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith(
                                "copyTo(\"us-west-2\", \"alias/aws/ebs\") does not go with sharing: what is encrypted"
                                        + " under AWS's own key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/aws/ami", "SSM-ami", "/ami//latest", "/ami/{date}", "/ami/ü", ""})
    void parametersThatAwsWouldRefuseAreRefused(String name) {
        assertThat(catchThrowableOfType(
                        AwsSettingsException.class,
                        () -> builder().parameter(name).build()))
                .hasMessageContaining("parameter(...)");
    }

    @Test
    void clientsOfTheCallersAreAskedForEachRegionAndLeftOpen() {
        AwsServer server = new AwsServer();
        List<String> asked = new ArrayList<>();
        server.beforeEach(null);
        try (var client = server.impatientClient()) {
            server.answer(
                    "DescribeRegions",
                    "<Response><regionInfo><item><regionName>us-east-1</regionName></item></regionInfo></Response>");
            server.answer("DescribeLaunchTemplateVersions", "<Response><launchTemplateVersionSet/></Response>");
            AwsPublisher publisher = AwsPublisher.builder()
                    .region("eu-west-1")
                    .copyTo("us-east-1")
                    .launchTemplate("lt-1")
                    .ec2Clients(region -> {
                        asked.add(region);
                        return client;
                    })
                    .build();
            publisher.close();

            assertThat(asked).containsExactly("eu-west-1", "us-east-1");
            assertThat(publisher.preflight()).as("the client still works").isEmpty();
        } finally {
            server.afterEach(null);
        }
    }

    private static AwsPublisherBuilder builder() {
        return AwsPublisher.builder().region("eu-west-1").credentials(AwsServer.CREDENTIALS);
    }
}
