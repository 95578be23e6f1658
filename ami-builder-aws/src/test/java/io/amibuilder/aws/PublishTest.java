package io.amibuilder.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.error.Finding;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.publish.PublishTarget.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a publisher asks EC2 for, and what it makes of each answer. */
class PublishTest {
    private static final Map<String, String> TAGS =
            Map.of(AmiTags.NAME, "web", AmiTags.BUILD_ID, "build-1", "aws:backup", "x");
    private static final ImageStatus IMAGE = new ImageStatus(
            new ImageId("ami-1"), "web-1.0-1", ImageState.AVAILABLE, "", Instant.parse("2026-01-02T03:04:45Z"), TAGS);
    private static final String DONE = "<Response><return>true</return></Response>";

    @RegisterExtension
    final AwsServer aws = new AwsServer();

    @BeforeEach
    void home() {
        home("");
    }

    @Test
    void aCopyIsAskedForWithExactlyTheseParameters() {
        copies();
        aws.answer("CopyImage", "<CopyImageResponse><imageId>ami-2</imageId></CopyImageResponse>");

        PublishTarget copy = publish(p -> p.copyTo("us-east-1", "alias/images")).get(1);

        assertThat(copy)
                .isEqualTo(new PublishTarget(
                        "us-east-1", State.PENDING, Optional.of(new ImageId("ami-2")), "the image is pending"));
        Map<String, String> expected = new TreeMap<>();
        expected.put("Action", "CopyImage");
        expected.put("Version", "2016-11-15");
        expected.put("SourceImageId", "ami-1");
        expected.put("SourceRegion", "eu-west-1");
        expected.put("Name", "web-1.0-1");
        expected.put("Encrypted", "true");
        expected.put("KmsKeyId", "alias/images");
        for (int i = 1; i <= 2; i++) {
            expected.put("TagSpecification." + i + ".ResourceType", i == 1 ? "image" : "snapshot");
            expected.put("TagSpecification." + i + ".Tag.1.Key", "Name");
            expected.put("TagSpecification." + i + ".Tag.1.Value", "web");
            expected.put("TagSpecification." + i + ".Tag.2.Key", AmiTags.BUILD_ID);
            expected.put("TagSpecification." + i + ".Tag.2.Value", "build-1");
        }
        Map<String, String> sent = aws.requests("CopyImage").get(0);
        assertThat(sent.get("ClientToken")).hasSize(64);
        expected.put("ClientToken", sent.get("ClientToken"));
        assertThat(sent).isEqualTo(expected);
    }

    @Test
    void beforeABakeARegionOfACopyThatIsNotEnabledIsFoundAndNothingElseIsAskedThere() {
        aws.answer(
                "DescribeRegions",
                "<DescribeRegionsResponse><regionInfo><item><regionName>ap-east-1</regionName>"
                        + "<optInStatus>not-opted-in</optInStatus></item></regionInfo></DescribeRegionsResponse>");

        assertThat(preflight(p -> p.copyTo("ap-east-1").launchTemplate("ap-east-1", "lt-1")))
                .containsExactly(Finding.error(
                        "region ap-east-1", "is not enabled for this account", "enable it, or take another"));
        assertThat(aws.requests("DescribeLaunchTemplateVersions")).isEmpty();
    }

    @Test
    void beforeABakeARegionOfACopyThatDoesNotExistIsFound() {
        aws.answer("DescribeRegions", "<DescribeRegionsResponse><regionInfo/></DescribeRegionsResponse>");

        assertThat(preflight(p -> p.copyTo("eu-south-9")))
                .containsExactly(
                        Finding.error("region eu-south-9", "EC2 knows no region of this name", "correct copyTo(...)"));
    }

    @Test
    void aCopyThatIsNotVisibleYetIsAskedForAgainUnderTheSameTokenAndAnotherRegionUnderAnother() {
        copies();
        aws.answer("CopyImage", "<CopyImageResponse><imageId>ami-2</imageId></CopyImageResponse>");

        publish(p -> p.copyTo("us-east-1"));
        publish(p -> p.copyTo("us-east-1"));
        publish(p -> p.copyTo("us-west-2"));

        List<String> tokens = aws.requests("CopyImage").stream()
                .map(request -> request.get("ClientToken"))
                .toList();
        assertThat(tokens.get(0)).isEqualTo(tokens.get(1)).isNotEqualTo(tokens.get(2));
        assertThat(aws.requests("CopyImage").get(0)).doesNotContainKeys("Encrypted", "KmsKeyId");
    }

    @Test
    void aCopyOfThisBuildIsAdopted() {
        copies(ImagesXml.image("ami-2", "web-1.0-1", "available", "<sourceImageId>ami-1</sourceImageId>", TAGS));

        assertThat(publish(p -> p.copyTo("us-east-1")).get(1))
                .extracting(
                        PublishTarget::state,
                        target -> target.image().orElseThrow().value())
                .containsExactly(State.DONE, "ami-2");
        assertThat(aws.requests("CopyImage")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"build-2, ami-1", "build-1, ami-0"})
    void anImageOfThatNameThatIsNoCopyOfThisOneIsLeftAlone(String build, String source) {
        copies(ImagesXml.image(
                "ami-2",
                "web-1.0-1",
                "available",
                "<sourceImageId>" + source + "</sourceImageId>",
                Map.of(AmiTags.BUILD_ID, build)));

        PublishTarget copy = publish(p -> p.copyTo("us-east-1")).get(1);

        assertThat(copy.state()).isEqualTo(State.FAILED);
        assertThat(copy.detail())
                .contains(
                        "image ami-2 in us-east-1 has the name 'web-1.0-1', but is no copy of ami-1 of build 'build-1'")
                .endsWith("deregister it, or build another version");
        assertThat(aws.requests("CopyImage")).isEmpty();
    }

    @Test
    void aCopyThatFailedSaysWhy() {
        copies(ImagesXml.image(
                "ami-2",
                "web-1.0-1",
                "failed",
                "<stateReason><code>Client.Kms</code><message>no such key</message></stateReason>",
                TAGS));

        assertThat(publish(p -> p.copyTo("us-east-1")).get(1).toString())
                .isEqualTo("us-east-1: failed as ami-2 (the image is failed; Client.Kms: no such key; find out why,"
                        + " deregister it and run the build again)");
    }

    @ParameterizedTest
    @CsvSource({
        "503, RequestLimitExceeded, PENDING, it is tried again",
        "500, InternalError, PENDING, whether it was done is not known",
        "400, ResourceLimitExceeded, PENDING, it is tried again",
        "400, InvalidAMIName.Duplicate, PENDING, InvalidAMIName.Duplicate",
        "403, UnauthorizedOperation, FAILED, UnauthorizedOperation"
    })
    void whatBecomesOfATargetIsDecidedByTheKindOfTheFailure(int status, String code, State state, String detail) {
        copies();
        aws.fail("CopyImage", status, code, "no");

        List<PublishTarget> targets = publish(p -> p.copyTo("us-east-1"));

        assertThat(targets.get(0).state()).as("the other region").isEqualTo(State.DONE);
        assertThat(targets.get(1).state()).isEqualTo(state);
        assertThat(targets.get(1).detail()).contains(detail);
        assertThat(aws.requests("CopyImage")).as("sent once").hasSize(1);
    }

    @Test
    void aCopyWhoseAnswerIsLostIsPending() {
        copies();
        aws.fault("CopyImage", Fault.EMPTY_RESPONSE);

        PublishTarget copy = publish(p -> p.copyTo("us-east-1")).get(1);

        assertThat(copy.state()).isEqualTo(State.PENDING);
        assertThat(copy.detail()).contains("whether it was done is not known");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anImageThatIsNotVisibleMayBeInAnotherRegion(boolean refused) {
        if (refused) {
            aws.fail("DescribeImages", 400, "InvalidAMIID.NotFound", "The image id '[ami-1]' does not exist");
        } else {
            aws.answer("DescribeImages", ImagesXml.images());
        }

        PublishTarget home = publish(p -> p).get(0);

        assertThat(home.state()).isEqualTo(State.PENDING);
        assertThat(home.detail()).contains("region(...) must be the one where it was baked");
    }

    @Test
    void attributesAreSetWithExactlyTheseParameters() {
        aws.answer("ModifyImageAttribute", DONE);
        aws.answer("EnableImageDeprecation", DONE);
        aws.answer("EnableImageDeregistrationProtection", DONE);

        assertThat(publish(PublishTest::attributes).get(0).state()).isEqualTo(State.DONE);

        assertThat(aws.requests("ModifyImageAttribute"))
                .containsExactly(
                        request("ModifyImageAttribute", Map.of("ImageId", "ami-1", "ImdsSupport.Value", "v2.0")));
        assertThat(aws.requests("EnableImageDeprecation"))
                .containsExactly(request(
                        "EnableImageDeprecation", Map.of("ImageId", "ami-1", "DeprecateAt", "2026-04-02T03:04:00Z")));
        assertThat(aws.requests("EnableImageDeregistrationProtection"))
                .containsExactly(request(
                        "EnableImageDeregistrationProtection", Map.of("ImageId", "ami-1", "WithCooldown", "true")));
    }

    @Test
    void attributesThatAreRightAreNotSetAgain() {
        home("<imdsSupport>v2.0</imdsSupport><deprecationTime>2026-04-02T03:04:00.000Z</deprecationTime>"
                + "<deregistrationProtection>enabled-with-cooldown</deregistrationProtection>");

        assertThat(publish(PublishTest::attributes).get(0).state()).isEqualTo(State.DONE);
        assertThat(publish(p -> p.deregistrationProtection(DeregistrationProtection.WITHOUT_COOLDOWN))
                        .get(0)
                        .state())
                .isEqualTo(State.DONE);
    }

    @Test
    void protectionWithoutACooldownIsNotEnoughWhereOneIsWanted() {
        home("<deregistrationProtection>enabled-without-cooldown</deregistrationProtection>");
        aws.answer("EnableImageDeregistrationProtection", DONE);

        publish(p -> p.deregistrationProtection(DeregistrationProtection.WITH_COOLDOWN));

        assertThat(aws.requests("EnableImageDeregistrationProtection")).hasSize(1);
    }

    @Test
    void onlyWhoMayNotLaunchTheImageYetIsAdded() {
        aws.answer(
                "DescribeImageAttribute",
                "<Response><imageId>ami-1</imageId><launchPermission><item><userId>111111111111</userId></item>"
                        + "<item><userId>999999999999</userId></item></launchPermission></Response>");
        aws.answer("ModifyImageAttribute", DONE);

        PublishTarget home = publish(p -> p.shareWithAccounts("111111111111", "222222222222")
                        .shareWithOrganizations(PublishBuilderTest.ORGANIZATION)
                        .shareWithOrganizationalUnits(PublishBuilderTest.UNIT))
                .get(0);

        assertThat(home.state()).isEqualTo(State.DONE);
        assertThat(aws.requests("DescribeImageAttribute"))
                .containsExactly(
                        request("DescribeImageAttribute", Map.of("ImageId", "ami-1", "Attribute", "launchPermission")));
        assertThat(aws.requests("ModifyImageAttribute"))
                .containsExactly(request(
                        "ModifyImageAttribute",
                        Map.of(
                                "ImageId",
                                "ami-1",
                                "LaunchPermission.Add.1.UserId",
                                "222222222222",
                                "LaunchPermission.Add.2.OrganizationArn",
                                PublishBuilderTest.ORGANIZATION,
                                "LaunchPermission.Add.3.OrganizationalUnitArn",
                                PublishBuilderTest.UNIT)));
    }

    @Test
    void onlyAccountsThatMayNotUseASnapshotYetAreAdded() {
        aws.answer(
                "DescribeImageAttribute",
                "<Response><launchPermission><item><userId>111111111111</userId></item>"
                        + "<item><userId>222222222222</userId></item></launchPermission></Response>");
        aws.answer(
                "DescribeSnapshotAttribute",
                "<Response><snapshotId>snap-1</snapshotId><createVolumePermission><item><userId>111111111111</userId>"
                        + "</item></createVolumePermission></Response>");
        aws.answer("ModifySnapshotAttribute", DONE);

        publish(p -> p.shareWithAccounts("111111111111", "222222222222").shareSnapshots(true));

        assertThat(aws.requests("ModifyImageAttribute")).isEmpty();
        assertThat(aws.requests("ModifySnapshotAttribute"))
                .containsExactly(request(
                        "ModifySnapshotAttribute",
                        Map.of(
                                "SnapshotId",
                                "snap-1",
                                "Attribute",
                                "createVolumePermission",
                                "CreateVolumePermission.Add.1.UserId",
                                "222222222222")));
    }

    @Test
    void anImageUnderAwsOwnKeyIsNotEvenAskedToBeShared() {
        encrypted("alias/aws/ebs");

        PublishTarget home = publish(p -> p.shareWithAccounts("111111111111")
                        .deregistrationProtection(DeregistrationProtection.WITHOUT_COOLDOWN))
                .get(0);

        assertThat(home.state()).isEqualTo(State.FAILED);
        assertThat(home.detail())
                .contains("snapshot snap-1")
                .contains("encrypted under AWS's own key (alias/aws/ebs) cannot be shared")
                .contains("copyTo(region, key)");
        assertThat(aws.requests("ModifyImageAttribute")).isEmpty();
        assertThat(aws.requests("EnableImageDeregistrationProtection"))
                .as("a failure keeps the rest of its region back")
                .isEmpty();
    }

    @Test
    void aRefusalToShareAnEncryptedImageIsExplained() {
        encrypted("arn:aws:kms:eu-west-1:111122223333:key/1234");
        aws.fail(
                "ModifyImageAttribute",
                400,
                "InvalidParameter",
                "Snapshots encrypted with the AWS Managed CMK can't be shared");

        PublishTarget home = publish(p -> p.shareWithAccounts("111111111111")).get(0);

        assertThat(home.state()).isEqualTo(State.FAILED);
        assertThat(home.detail()).contains("AWS Managed CMK").contains("encrypt with a customer managed key");
    }

    @Test
    void aMissingPermissionToShareIsNotBlamedOnTheKey() {
        encrypted("arn:aws:kms:eu-west-1:111122223333:key/1234");
        aws.fail(
                "ModifyImageAttribute",
                403,
                "UnauthorizedOperation",
                "User: u is not authorized to perform: ec2:ModifyImageAttribute on resource: r");

        PublishTarget home = publish(p -> p.shareWithAccounts("111111111111")).get(0);

        assertThat(home.state()).isEqualTo(State.FAILED);
        assertThat(home.detail()).contains("allow ec2:ModifyImageAttribute").doesNotContain("customer managed key");
    }

    @Test
    void anAnswerWithoutAVersionLeavesItToTheNextLook() {
        templates(version(3, "ami-0", "", true));
        aws.answer("CreateLaunchTemplateVersion", "<Response/>");

        PublishTarget home = publish(p -> p.launchTemplate("lt-1")).get(0);

        assertThat(home.state()).isEqualTo(State.PENDING);
        assertThat(home.detail()).contains("the answer names no version").contains("the next look tells");
        assertThat(aws.requests("ModifyLaunchTemplate")).isEmpty();
    }

    @Test
    void aLaunchTemplateGetsANewDefaultVersion() {
        templates(version(3, "ami-0", "", true), version(4, "ami-7", "", false));
        aws.answer(
                "CreateLaunchTemplateVersion",
                "<Response><launchTemplateVersion>" + version(5, "ami-1", "x", false)
                        + "</launchTemplateVersion></Response>");
        aws.answer("ModifyLaunchTemplate", "<Response/>");

        assertThat(publish(p -> p.launchTemplate("lt-1")).get(0).state()).isEqualTo(State.DONE);

        Map<String, String> created =
                aws.requests("CreateLaunchTemplateVersion").get(0);
        assertThat(created.get("ClientToken")).hasSize(64);
        assertThat(created)
                .containsEntry("LaunchTemplateId", "lt-1")
                .containsEntry("SourceVersion", "3")
                .containsEntry("VersionDescription", "ami-builder: image ami-1 web-1.0-1")
                .containsEntry("LaunchTemplateData.ImageId", "ami-1");
        assertThat(aws.requests("ModifyLaunchTemplate").get(0))
                .containsEntry("LaunchTemplateId", "lt-1")
                .containsEntry("SetDefaultVersion", "5");
    }

    @Test
    void aVersionThatADeadProcessMadeBecomesTheDefault() {
        templates(version(3, "ami-0", "", true), version(4, "ami-1", "ami-builder: image ami-1 web-1.0-1", false));
        aws.answer("ModifyLaunchTemplate", "<Response/>");

        publish(p -> p.launchTemplate("lt-1"));

        assertThat(aws.requests("CreateLaunchTemplateVersion")).isEmpty();
        assertThat(aws.requests("ModifyLaunchTemplate").get(0)).containsEntry("SetDefaultVersion", "4");
    }

    @Test
    void aLaunchTemplateThatHasTheImageIsLeftAlone() {
        templates(version(3, "ami-1", "by hand", true));

        assertThat(publish(p -> p.launchTemplate("lt-1")).get(0).state()).isEqualTo(State.DONE);
        assertThat(aws.requests("DescribeLaunchTemplateVersions").get(0))
                .containsEntry("LaunchTemplateVersion.1", "$Default")
                .containsEntry("LaunchTemplateVersion.2", "$Latest");
    }

    @Test
    void aLaunchTemplateThatIsNotThereFails() {
        aws.fail("DescribeLaunchTemplateVersions", 400, "InvalidLaunchTemplateId.NotFound", "no lt-1");

        assertThat(publish(p -> p.launchTemplate("lt-1")).get(0).state()).isEqualTo(State.FAILED);
    }

    private static AwsPublisherBuilder attributes(AwsPublisherBuilder publisher) {
        return publisher
                .imdsV2(true)
                .deprecateAfter(Duration.ofDays(90))
                .deregistrationProtection(DeregistrationProtection.WITH_COOLDOWN);
    }

    private List<PublishTarget> publish(UnaryOperator<AwsPublisherBuilder> settings) {
        return with(settings, publisher -> publisher.publish(IMAGE));
    }

    private List<Finding> preflight(UnaryOperator<AwsPublisherBuilder> settings) {
        return with(settings, AwsPublisher::preflight);
    }

    private <T> T with(UnaryOperator<AwsPublisherBuilder> settings, Function<AwsPublisher, T> act) {
        try (var client = aws.impatientClient();
                AwsPublisher publisher = settings.apply(
                                AwsPublisher.builder().region("eu-west-1").ec2Clients(region -> client))
                        .build()) {
            return act.apply(publisher);
        }
    }

    /** What is said of the image where it was baked. */
    private void home(String more) {
        aws.answer("DescribeImages", ImagesXml.images(ImagesXml.image("ami-1", "web-1.0-1", "available", more, TAGS)));
    }

    /** What a search by name finds. */
    private void copies(String... images) {
        aws.http()
                .stubFor(aws.post("DescribeImages")
                        .withRequestBody(containing("Filter.1.Name=name&Filter.1.Value.1=web-1.0-1"))
                        .atPriority(1)
                        .willReturn(aResponse().withBody(ImagesXml.images(images))));
    }

    private void encrypted(String key) {
        aws.answer(
                "DescribeImages",
                ImagesXml.images(ImagesXml.image("ami-1", "web-1.0-1", TAGS))
                        .replace(
                                "<volumeSize>8</volumeSize>", "<volumeSize>8</volumeSize><encrypted>true</encrypted>"));
        aws.answer("DescribeImageAttribute", "<Response><launchPermission/></Response>");
        aws.answer(
                "DescribeSnapshots",
                "<Response><snapshotSet><item><snapshotId>snap-1</snapshotId><encrypted>true</encrypted><kmsKeyId>"
                        + key + "</kmsKeyId></item></snapshotSet></Response>");
    }

    private void templates(String... versions) {
        aws.answer(
                "DescribeLaunchTemplateVersions",
                "<Response><launchTemplateVersionSet><item>" + String.join("</item><item>", versions)
                        + "</item></launchTemplateVersionSet></Response>");
    }

    private static String version(int number, String image, String description, boolean isDefault) {
        return "<versionNumber>" + number + "</versionNumber><versionDescription>" + description
                + "</versionDescription><defaultVersion>" + isDefault + "</defaultVersion><launchTemplateData><imageId>"
                + image + "</imageId></launchTemplateData>";
    }

    private static Map<String, String> request(String action, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(more);
        all.put("Action", action);
        all.put("Version", "2016-11-15");
        return all;
    }
}
