package io.amibuilder.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.ImageName;
import io.amibuilder.cloud.PreflightRequest;
import io.amibuilder.error.Finding;
import io.amibuilder.userdata.Userdata;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Each thing that a preflight finds, from what EC2 answers. */
class PreflightTest {
    private static final PreflightRequest REQUEST = new PreflightRequest(
            BaseImage.id("ami-base"), Userdata.of(new byte[] {1, 2, 3}), "agent", "1.4.0", ImageName.DEFAULT);
    private static final String QUOTAS = "ServiceQuotasV20190624.GetServiceQuota";

    @RegisterExtension
    final AwsServer aws = new AwsServer();

    @BeforeEach
    void everythingIsFine() {
        region("opt-in-not-required");
        aws.answer("DescribeImages", "<DescribeImagesResponse/>");
        aws.http()
                .stubFor(aws.post("DescribeImages")
                        .withRequestBody(containing("ImageId.1=ami-base"))
                        .willReturn(aResponse()
                                .withBody(set("DescribeImages", "imagesSet", image("ami-base", "linux", Map.of())))));
        aws.answer("DescribeSubnets", set("DescribeSubnets", "subnetSet", subnet("subnet-1", 7)));
        aws.answer(
                "DescribeSecurityGroups", set("DescribeSecurityGroups", "securityGroupInfo", group("sg-1", "vpc-1")));
        aws.answer("DescribeKeyPairs", set("DescribeKeyPairs", "keySet", "<keyName>mine</keyName>"));
        aws.answer("DescribeInstanceTypes", type("x86_64", 2));
        aws.answer(
                "DescribeInstanceTypeOfferings",
                set(
                        "DescribeInstanceTypeOfferings",
                        "instanceTypeOfferingSet",
                        "<instanceType>t3.nano</instanceType><locationType>availability-zone</locationType>"
                                + "<location>eu-west-1a</location>"));
        aws.fail("RunInstances", 412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
        quota(aResponse().withBody("{\"Quota\":{\"QuotaCode\":\"L-1216C47A\",\"Value\":32.0}}"));
        aws.answer("DescribeInstances", "<DescribeInstancesResponse/>");
    }

    @Test
    void nothingIsFoundWhereNothingIsWrong() {
        assertThat(look(p -> p.instanceProfile("baker").keyPair("mine"))).isEmpty();
    }

    @Test
    void theDryRunIsTheLaunchOfTheBakeAndStartsNothing() {
        look(p -> p.instanceProfile("baker").blockDevices(List.of(BlockDevice.volume("/dev/xvda", 20))));

        assertThat(aws.requests("RunInstances")).hasSize(1);
        assertThat(aws.requests("RunInstances").get(0))
                .containsEntry("DryRun", "true")
                .containsEntry("ImageId", "ami-base")
                .containsEntry("InstanceType", "t3.nano")
                .containsEntry("SubnetId", "subnet-1")
                .containsEntry("SecurityGroupId.1", "sg-1")
                .containsEntry("IamInstanceProfile.Name", "baker")
                .containsEntry("BlockDeviceMapping.1.Ebs.VolumeSize", "20")
                .containsEntry("UserData", "AQID")
                .containsEntry("TagSpecification.1.ResourceType", "instance")
                .containsEntry("TagSpecification.2.ResourceType", "volume")
                .doesNotContainEntry("ClientToken", "preflight");
    }

    @Test
    void aServerThatDoesNotHeedTheDryRunIsToldWithWhatItStarted() {
        aws.answer("RunInstances", set("RunInstances", "instancesSet", "<instanceId>i-1</instanceId>"));

        assertThat(look())
                .containsExactly(Finding.error(
                        "dry run",
                        "the endpoint does not heed it and has launched [i-1]",
                        "terminate that by hand, and build without a preflight there"));
    }

    @Test
    void missingCredentialsAreTheOnlyFinding() {
        List<Finding> found = look(p -> p.credentials(() -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers");
        }));

        assertThat(found).hasSize(1);
        assertThat(found.get(0).subject()).isEqualTo("credentials");
        assertThat(found.get(0).problem()).contains("Unable to load credentials");
    }

    @Test
    void credentialsThatAreNotAcceptedAreTheOnlyFinding() {
        for (String code : List.of("RequestExpired", "ExpiredToken", "SignatureDoesNotMatch", "OptInRequired")) {
            aws.fail("DescribeRegions", 400, code, "no");

            assertThat(onlyRefusal()).contains(code);
        }
        aws.fail("DescribeRegions", 401, "AuthFailure", "no");
        assertThat(onlyRefusal()).contains("HTTP status 401"); // its body is not to be had
    }

    @Test
    void aRegionThatNobodyAnswersForIsTheOnlyFinding() {
        List<Finding> found = look(p -> p.endpoint(URI.create("http://127.0.0.1:1")));

        assertThat(found).hasSize(1);
        assertThat(found.get(0).toString()).startsWith("error: region eu-west-1: EC2 does not answer there: ");
    }

    @Test
    void anAnswerThatIsNotEc2sIsNotBlamedOnTheCredentials() {
        aws.stub("DescribeRegions", aResponse().withStatus(404).withBody("no such page"));

        assertThat(look())
                .singleElement()
                .asString()
                .startsWith(
                        "error: region eu-west-1: EC2 does not answer there: DescribeRegions failed: HTTP status 404");
    }

    @Test
    void aRegionThatIsNotEnabledIsAnError() {
        region("not-opted-in");

        assertThat(look())
                .containsExactly(Finding.error(
                        "region eu-west-1", "is not enabled for this account", "enable it, or take another"));
    }

    @Test
    void aRegionThatMayNotBeAskedForIsAWarningAndTheRestIsLookedAt() {
        aws.fail("DescribeRegions", 403, "UnauthorizedOperation", "no");
        aws.answer("DescribeKeyPairs", "<DescribeKeyPairsResponse/>");

        assertThat(look(p -> p.keyPair("mine")))
                .containsExactly(
                        Finding.error(
                                "key pair mine",
                                "does not exist in this region and account",
                                "correct it, or leave it out"),
                        Finding.warning(
                                "region eu-west-1",
                                "could not be checked: these credentials may not call DescribeRegions",
                                "allow ec2:DescribeRegions to have it checked"));
    }

    @Test
    void aBaseImageThatIsNotThereIsAnErrorAndNoLaunchIsTried() {
        aws.http().resetMappings();
        everythingIsFine();
        aws.answer("DescribeImages", "<DescribeImagesResponse/>");

        List<Finding> found = look();

        assertThat(found).extracting(Finding::subject).containsExactly("base image");
        assertThat(found.get(0).problem()).contains("image ami-base is not visible to this account in eu-west-1");
        assertThat(aws.requests("RunInstances")).isEmpty();
    }

    @Test
    void aSubnetIsMissing() {
        aws.answer("DescribeSubnets", "<DescribeSubnetsResponse/>");
        aws.fail("RunInstances", 400, "InvalidSubnetID.NotFound", "The subnet ID 'subnet-1' does not exist");

        assertThat(look())
                .containsExactly(
                        Finding.error("subnet subnet-1", "does not exist in this region and account", "correct it"));
    }

    @Test
    void aSubnetIsFull() {
        aws.answer("DescribeSubnets", set("DescribeSubnets", "subnetSet", subnet("subnet-1", 0)));

        assertThat(look())
                .containsExactly(
                        Finding.error("subnet subnet-1", "has no free address", "free one, or give another subnet"));
    }

    @Test
    void withoutASubnetTheAccountNeedsADefaultOne() {
        aws.answer("DescribeSubnets", "<DescribeSubnetsResponse/>");
        try (AwsCloudProvider provider = aws.provider().build()) {
            assertThat(provider.preflight(REQUEST))
                    .containsExactly(Finding.error(
                            "default network",
                            "this account has no default subnet in this region",
                            "give subnet(...)"));
        }
        assertThat(aws.requests("DescribeSubnets").get(0)).containsEntry("Filter.1.Name", "default-for-az");
    }

    @Test
    void aSecurityGroupIsMissingOrOfAnotherNetwork() {
        aws.answer(
                "DescribeSecurityGroups", set("DescribeSecurityGroups", "securityGroupInfo", group("sg-2", "vpc-2")));

        assertThat(look(p -> p.securityGroups("sg-1", "sg-2")))
                .containsExactly(
                        Finding.error("security group sg-1", "does not exist in this region and account", "correct it"),
                        Finding.error(
                                "security group sg-2",
                                "belongs to network vpc-2, but subnet subnet-1 to vpc-1",
                                "take a group of the subnet's own network"));
    }

    @Test
    void anInstanceTypeDoesNotExist() {
        aws.answer("DescribeInstanceTypes", "<DescribeInstanceTypesResponse/>");

        assertThat(look())
                .containsExactly(Finding.error(
                        "instance type t3.nano", "does not exist in this region", "correct it, or take another"));
    }

    @Test
    void anInstanceTypeHasAnotherArchitectureThanTheImage() {
        aws.answer("DescribeInstanceTypes", type("arm64", 2));

        assertThat(look())
                .containsExactly(Finding.error(
                        "instance type t3.nano",
                        "runs arm64, but base image ami-base is for x86_64",
                        "take a type or a base image of the other architecture"));
    }

    @Test
    void anInstanceTypeIsNotOfferedInTheSubnetsZone() {
        aws.answer("DescribeInstanceTypeOfferings", "<DescribeInstanceTypeOfferingsResponse/>");

        assertThat(look())
                .containsExactly(Finding.error(
                        "instance type t3.nano",
                        "is not offered in eu-west-1a",
                        "take another type, or a subnet in another zone"));
        assertThat(aws.requests("DescribeInstanceTypeOfferings").get(0))
                .containsEntry("LocationType", "availability-zone");
    }

    @Test
    void theNextNameIsTakenByAnImageOutsideTheFamily() {
        aws.http()
                .stubFor(aws.post("DescribeImages")
                        .withRequestBody(containing("=tag%3AVersion"))
                        .willReturn(aResponse()
                                .withBody(set(
                                        "DescribeImages",
                                        "imagesSet",
                                        image(
                                                "ami-4",
                                                "agent-1.4.0-4",
                                                Map.of("Name", "agent", "Version", "1.4.0", "Build", "4"))))));
        aws.http()
                .stubFor(aws.post("DescribeImages")
                        .withRequestBody(containing("agent-1.4.0-5"))
                        .willReturn(aResponse()
                                .withBody(set(
                                        "DescribeImages", "imagesSet", image("ami-5", "agent-1.4.0-5", Map.of())))));

        assertThat(look())
                .containsExactly(Finding.warning(
                        "image name agent-1.4.0-5",
                        "belongs to image ami-5, which is not tagged as one of agent 1.4.0",
                        "the build will take the next number; tag or remove that image to keep the numbers whole"));
    }

    @Test
    void theNextNameIsThatOfTheBuildsOwnTemplate() {
        String next = "acme/agent/1.4.0/1";
        aws.http()
                .stubFor(aws.post("DescribeImages")
                        .withRequestBody(containing(next.replace("/", "%2F")))
                        .willReturn(aResponse()
                                .withBody(set("DescribeImages", "imagesSet", image("ami-5", next, Map.of())))));
        PreflightRequest request = new PreflightRequest(
                REQUEST.baseImage(), REQUEST.userdata(), "agent", "1.4.0", "acme/{name}/{version}/{build}");

        try (AwsCloudProvider provider =
                aws.provider().subnet("subnet-1").securityGroups("sg-1").build()) {
            assertThat(provider.preflight(request)).extracting(Finding::subject).containsExactly("image name " + next);
        }
    }

    @Test
    void everyPageOfTheInstanceTypesIsRead() {
        aws.http()
                .stubFor(aws.post("DescribeInstanceTypes")
                        .willReturn(aResponse()
                                .withBody("<DescribeInstanceTypesResponse><instanceTypeSet/><nextToken>more</nextToken>"
                                        + "</DescribeInstanceTypesResponse>")));
        aws.http()
                .stubFor(aws.post("DescribeInstanceTypes")
                        .withRequestBody(containing("NextToken=more"))
                        .willReturn(aResponse().withBody(type("x86_64", 2))));

        assertThat(look()).isEmpty();
    }

    @Test
    void whatTheLaunchWouldRefuseByItselfIsFound() {
        aws.answer(
                "DescribeInstanceTypes",
                type("x86_64", 2)
                        .replace(
                                "</vCpuInfo>",
                                "</vCpuInfo><supportedUsageClasses><item>on-demand</item></supportedUsageClasses>"));

        assertThat(look(p -> p.purchase(Purchase.SPOT))).singleElement().satisfies(found -> {
            assertThat(found.subject()).isEqualTo("launch");
            assertThat(found.problem()).contains("instance type t3.nano is not to be had as Spot");
        });
        assertThat(aws.requests("RunInstances")).isEmpty();
    }

    @Test
    void theOnDemandQuotaDoesNotKeepFromSpot() {
        allInUse();

        assertThat(look(p -> p.purchase(Purchase.SPOT))).isEmpty();
        assertThat(look(p -> p.purchase(Purchase.SPOT_THEN_ON_DEMAND)))
                .singleElement()
                .satisfies(found -> assertThat(found.toString()).startsWith("warning: quota L-1216C47A"));
    }

    @Test
    void aQuotaThatLeavesRoomForAnotherTypeIsAWarning() {
        allInUse();
        aws.answer(
                "DescribeInstanceTypes",
                type("x86_64", 2)
                        .replace(
                                "</instanceTypeSet>",
                                item(type("x86_64", 4).replace("t3.nano", "g5.xlarge")) + "</instanceTypeSet>"));
        quota(aResponse().withBody("{\"Quota\":{\"QuotaCode\":\"any\",\"Value\":32.0}}"));

        assertThat(look(p -> p.instanceTypes("t3.nano", "g5.xlarge")))
                .extracting(Finding::toString)
                .anySatisfy(text -> assertThat(text).startsWith("warning: quota L-1216C47A"))
                .noneSatisfy(text -> assertThat(text).startsWith("error: "));
    }

    @Test
    void theQuotaIsUsedUp() {
        aws.answer(
                "DescribeInstances",
                set(
                        "DescribeInstances",
                        "reservationSet",
                        "<instancesSet>" + running("m5.8xlarge", 16, "") + running("g5.xlarge", 2, "")
                                + running("m5.8xlarge", 16, "<instanceLifecycle>spot</instanceLifecycle>")
                                + "</instancesSet>"));

        assertThat(look())
                .containsExactly(Finding.error(
                        "quota L-1216C47A",
                        "t3.nano needs 2 vCPU, but of the 32 that this account may run of its kind 32 are in use",
                        "have the quota raised, end something, or take another type"));
        aws.http()
                .verify(postRequestedFor(urlEqualTo("/"))
                        .withHeader("X-Amz-Target", equalTo(QUOTAS))
                        .withRequestBody(equalToJson("{\"ServiceCode\":\"ec2\",\"QuotaCode\":\"L-1216C47A\"}")));
    }

    @Test
    void aQuotaThatMayNotBeAskedForIsAWarning() {
        quota(aResponse()
                .withStatus(400)
                .withBody("{\"__type\":\"AccessDeniedException\",\"Message\":\"User is not authorized\"}"));

        assertThat(look())
                .containsExactly(Finding.warning(
                        "quota L-1216C47A",
                        "could not be checked: these credentials may not call GetServiceQuota",
                        "allow servicequotas:GetServiceQuota to have it checked"));
    }

    @Test
    void everyLookThatIsNotAllowedIsAWarningWithItsPermission() {
        List<String> looks = List.of(
                "DescribeRegions",
                "DescribeImages",
                "DescribeSubnets",
                "DescribeSecurityGroups",
                "DescribeKeyPairs",
                "DescribeInstanceTypes");
        aws.http().resetMappings();
        looks.forEach(look -> aws.fail(look, 403, "UnauthorizedOperation", "You are not authorized"));

        List<Finding> found = look(p -> p.keyPair("mine"));

        assertThat(found).noneMatch(Finding::isError);
        assertThat(found)
                .extracting(Finding::remedy)
                .containsOnly(looks.stream()
                        .map(look -> "allow ec2:" + look + " to have it checked")
                        .toArray(String[]::new));
        assertThat(found).hasSize(looks.size() + 1); // DescribeImages: the base image, and the name
    }

    @Test
    void aLookThatIsThrottledIsAWarning() {
        aws.fail("DescribeKeyPairs", 503, "RequestLimitExceeded", "Request limit exceeded.");
        try (var client = aws.impatientClient();
                AwsCloudProvider provider = aws.provider()
                        .ec2Client(client)
                        .keyPair("mine")
                        .subnet("subnet-1")
                        .build()) {
            List<Finding> found = provider.preflight(REQUEST);

            assertThat(found).hasSize(1);
            assertThat(found.get(0).toString())
                    .startsWith("warning: key pair mine: could not be checked: DescribeKeyPairs failed (RequestLimit")
                    .endsWith("; look again later");
        }
    }

    @Test
    void whatOnlyTheDryRunTellsIsToldInItsWords() {
        assertThat(dryRun("InvalidParameterValue", "Value (baker) for parameter iamInstanceProfile.name is invalid"))
                .startsWith(
                        "error: instance profile baker: RunInstances failed (InvalidParameterValue): Value (baker)");
        assertThat(dryRun("UnauthorizedOperation", "You are not authorized to perform this operation."))
                .startsWith("error: launch in eu-west-1/subnet-1/t3.nano: RunInstances failed (UnauthorizedOperation)")
                .contains("iam:PassRole");
        assertThat(dryRun("InvalidBlockDeviceMapping", "Volume of size 1GB is smaller than snapshot"))
                .startsWith("error: launch in eu-west-1/subnet-1/t3.nano: ")
                .contains("smaller than snapshot");
        assertThat(dryRun("InvalidKeyPair.NotFound", "gone")).startsWith("error: key pair mine: ");
        assertThat(dryRun("InvalidGroup.NotFound", "gone")).startsWith("error: security group sg-1: ");
        assertThat(dryRun("InsufficientInstanceCapacity", "no room")).startsWith("warning: launch in eu-west-1");
        assertThat(dryRun("RequestLimitExceeded", "slow down"))
                .startsWith("warning: launch in eu-west-1/subnet-1/t3.nano: could not be checked: ");
    }

    @Test
    void severalProblemsAreToldInOnePassErrorsFirst() {
        quota(aResponse().withStatus(400).withBody("{\"__type\":\"AccessDeniedException\",\"Message\":\"no\"}"));
        aws.answer("DescribeKeyPairs", "<DescribeKeyPairsResponse/>");
        aws.answer("DescribeInstanceTypes", type("arm64", 2));
        aws.fail("RunInstances", 400, "InvalidKeyPair.NotFound", "The key pair 'mine' does not exist");

        assertThat(look(p -> p.keyPair("mine")))
                .extracting(Finding::subject)
                .containsExactly("key pair mine", "instance type t3.nano", "quota L-1216C47A");
    }

    private void allInUse() {
        aws.answer(
                "DescribeInstances",
                set(
                        "DescribeInstances",
                        "reservationSet",
                        "<instancesSet>" + running("m5.8xlarge", 16, "") + "</instancesSet>"));
    }

    private static String item(String types) {
        return types.substring(types.indexOf("<item>"), types.lastIndexOf("</item>") + "</item>".length());
    }

    private String onlyRefusal() {
        List<Finding> found = look();
        assertThat(found).extracting(Finding::subject).containsExactly("credentials");
        assertThat(found.get(0).problem()).startsWith("EC2 in eu-west-1 does not accept them: ");
        return found.get(0).toString();
    }

    private String dryRun(String code, String message) {
        aws.fail("RunInstances", 400, code, message);
        List<Finding> found = look(p -> p.instanceProfile("baker").keyPair("mine"));
        assertThat(found).hasSize(1);
        return found.get(0).toString();
    }

    private List<Finding> look() {
        return look(UnaryOperator.identity());
    }

    private List<Finding> look(UnaryOperator<AwsCloudProviderBuilder> settings) {
        AwsCloudProviderBuilder builder = aws.provider().subnet("subnet-1").securityGroups("sg-1");
        try (AwsCloudProvider provider = settings.apply(builder).build()) {
            return provider.preflight(REQUEST);
        }
    }

    private void region(String optIn) {
        aws.answer(
                "DescribeRegions",
                set(
                        "DescribeRegions",
                        "regionInfo",
                        "<regionName>eu-west-1</regionName><optInStatus>" + optIn + "</optInStatus>"));
    }

    private void quota(ResponseDefinitionBuilder answer) {
        aws.http()
                .stubFor(post(urlEqualTo("/"))
                        .withHeader("X-Amz-Target", equalTo(QUOTAS))
                        .willReturn(answer));
    }

    private static String set(String action, String name, String item) {
        return "<%sResponse><%s><item>%s</item></%s></%sResponse>".formatted(action, name, item, name, action);
    }

    private static String image(String id, String name, Map<String, String> tags) {
        StringBuilder tagSet = new StringBuilder();
        tags.forEach(
                (key, value) -> tagSet.append("<item><key>%s</key><value>%s</value></item>".formatted(key, value)));
        return "<imageId>" + id + "</imageId><name>" + name + "</name><imageState>available</imageState>"
                + "<imageOwnerId>111122223333</imageOwnerId><creationDate>2026-01-02T03:04:05.000Z</creationDate>"
                + "<architecture>x86_64</architecture><tagSet>" + tagSet + "</tagSet>";
    }

    private static String subnet(String id, int free) {
        return "<subnetId>" + id + "</subnetId><vpcId>vpc-1</vpcId><availabilityZone>eu-west-1a</availabilityZone>"
                + "<availableIpAddressCount>" + free + "</availableIpAddressCount>";
    }

    private static String group(String id, String vpc) {
        return "<groupId>" + id + "</groupId><vpcId>" + vpc + "</vpcId>";
    }

    private static String type(String architecture, int vcpus) {
        return set(
                "DescribeInstanceTypes",
                "instanceTypeSet",
                "<instanceType>t3.nano</instanceType><processorInfo><supportedArchitectures><item>" + architecture
                        + "</item></supportedArchitectures></processorInfo><vCpuInfo><defaultVCpus>" + vcpus
                        + "</defaultVCpus></vCpuInfo>");
    }

    private static String running(String type, int cores, String more) {
        return "<item><instanceId>i-1</instanceId><instanceType>" + type + "</instanceType><cpuOptions><coreCount>"
                + cores + "</coreCount><threadsPerCore>2</threadsPerCore></cpuOptions>" + more + "</item>";
    }
}
