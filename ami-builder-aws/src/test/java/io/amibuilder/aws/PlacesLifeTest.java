package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiBuildBuilder;
import io.amibuilder.AmiResult;
import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.Architecture;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.InstanceLostException;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.source.AmiSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole bakes over real HTTP that have to find a place first. */
class PlacesLifeTest {
    private static final String MARKET = "InstanceMarketOptions.MarketType";

    private final Ec2Server server = new Ec2Server();

    @AfterEach
    void nothingIsLeft() {
        List<?> instances = server.left();
        List<String> requests = server.activeSpotRequests();
        server.close();
        assertThat(instances).as("instances").isEmpty();
        assertThat(requests).as("Spot requests").isEmpty();
    }

    @Test
    void aBakeWalksFromPlaceToPlaceUntilThereIsRoom() throws Exception {
        server.fullFor(launch -> launch.get("InstanceType").equals("t3.small")
                || launch.get("SubnetId").equals("subnet-1"));
        try (AwsCloudProvider provider = provider()
                .instanceTypes("t3.small", "t3a.small")
                .subnets("subnet-1", "subnet-2")
                .build()) {
            AmiResult result = bake(provider).build().run();

            assertThat(server.requests("RunInstances"))
                    .extracting(launch -> launch.get("InstanceType") + " in " + launch.get("SubnetId"))
                    .containsExactly(
                            "t3.small in subnet-1",
                            "t3.small in subnet-2",
                            "t3a.small in subnet-1",
                            "t3a.small in subnet-2");
            assertThat(server.requests("RunInstances"))
                    .as("each place has a token of its own")
                    .extracting(launch -> launch.get("ClientToken"))
                    .doesNotHaveDuplicates();
            assertThat(server.requests("DescribeInstanceTypes")).hasSize(1);
            assertThat(server.requests("CancelSpotInstanceRequests")).isEmpty();
            assertThat(server.images(result.buildId())).hasSize(1);
        }
    }

    @Test
    void anInstanceProfileThatIsNotKnownYetIsTriedAgain() throws Exception {
        server.refuseNextLaunch(
                "InvalidParameterValue",
                "Value (baker) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name");
        try (AwsCloudProvider provider = provider().instanceProfile("baker").build()) {
            bake(provider).build().run();

            assertThat(server.requests("RunInstances"))
                    .hasSize(2)
                    .extracting(launch -> launch.get("ClientToken"))
                    .as("nothing was launched, so that the token is not spent")
                    .containsOnly(server.requests("RunInstances").get(0).get("ClientToken"));
        }
    }

    @Test
    void whereThereIsNoRoomAnywhereTheBuildSaysWhereItLooked() {
        server.fullFor(launch -> true);
        try (AwsCloudProvider provider =
                provider().subnets("subnet-1", "subnet-2").build()) {
            CloudException e = catchThrowableOfType(
                    CloudException.class, () -> bake(provider).build().run());

            assertThat(e)
                    .hasMessageContaining("none of [eu-west-1/subnet-1/t3.nano, eu-west-1/subnet-2/t3.nano] has room");
            assertThat(server.requests("RunInstances")).hasSize(2);
        }
    }

    @Test
    void aSpotInstanceIsBakedAndItsRequestIsCancelledFirst() throws Exception {
        try (AwsCloudProvider provider = provider().purchase(Purchase.SPOT).build()) {
            AmiResult result = bake(provider).build().run();

            assertThat(server.requests("RunInstances"))
                    .hasSize(1)
                    .first()
                    .satisfies(launch -> assertThat(launch).containsEntry(MARKET, "spot"));
            assertThat(server.requests("CancelSpotInstanceRequests")).hasSize(1);
            assertThat(server.images(result.buildId())).hasSize(1);
        }
    }

    @Test
    void withoutSpotCapacityAnOnDemandInstanceIsTaken() throws Exception {
        server.fullFor(launch -> "spot".equals(launch.get(MARKET)));
        try (AwsCloudProvider provider =
                provider().purchase(Purchase.SPOT_THEN_ON_DEMAND).build()) {
            bake(provider).build().run();

            assertThat(server.requests("RunInstances"))
                    .extracting(launch -> String.valueOf(launch.get(MARKET)))
                    .containsExactly("spot", "null");
        }
    }

    @Test
    void aSpotInstanceThatIsTakenBackIsLostAndMakesNoImage() {
        server.takeSpotBack();
        try (AwsCloudProvider provider = provider().purchase(Purchase.SPOT).build()) {
            InstanceLostException e = catchThrowableOfType(
                    InstanceLostException.class,
                    () -> bake(provider).buildId("taken-back").build().run());

            assertThat(e.reason()).contains("Server.SpotInstanceShutdown").doesNotContain(InstanceStatus.SELF_STOPPED);
            assertThat(server.images("taken-back")).isEmpty();
            assertThat(server.requests("CancelSpotInstanceRequests")).hasSize(1);
        }
    }

    @Test
    void anInstanceTypeOfAnotherArchitectureIsRefusedBeforeAnythingIsLaunched() {
        try (AwsCloudProvider provider =
                provider().instanceTypes("t3.small", "t4g.small").build()) {
            CloudException e = catchThrowableOfType(
                    CloudException.class, () -> bake(provider).build().run());

            assertThat(e)
                    .hasMessageContaining("image ami-0ba5e is for " + Architecture.X86_64
                            + ", but instance type t4g.small is for " + Architecture.ARM64);
            assertThat(server.requests("RunInstances")).isEmpty();
        }
    }

    @Test
    void tagsOfTheBuildAreOnEverythingThatIsLaunched() throws Exception {
        try (AwsCloudProvider provider = provider().purchase(Purchase.SPOT).build()) {
            bake(provider).tag("team", "platform").build().run();

            Map<String, String> launch = server.requests("RunInstances").get(0);
            for (String type : List.of("instance", "volume", "network-interface", "spot-instances-request")) {
                int number = number(launch, type);
                assertThat(launch).as(type).containsValues(type);
                assertThat(launch.entrySet())
                        .as(type)
                        .filteredOn(each -> each.getKey().startsWith("TagSpecification." + number + ".Tag."))
                        .extracting(Map.Entry::getValue)
                        .contains("team", "platform", AmiTags.BUILD_ID, AmiTags.EXPIRES);
            }
        }
    }

    private static int number(Map<String, String> launch, String type) {
        int number = 1;
        while (!type.equals(launch.get("TagSpecification." + number + ".ResourceType"))) {
            assertThat(launch).containsKey("TagSpecification." + number + ".ResourceType");
            number++;
        }
        return number;
    }

    private AwsCloudProviderBuilder provider() {
        return AwsCloudProvider.builder()
                .region("eu-west-1")
                .endpoint(server.uri())
                .credentials(AwsServer.CREDENTIALS);
    }

    private AmiBuildBuilder bake(AwsCloudProvider provider) {
        return AmiBuild.builder()
                .source(AmiSource.builder().part("10_a.sh", "#!/bin/sh\ntrue\n").build())
                .name("web")
                .version("1.0")
                .baseImage(BaseImage.name("linux-base"))
                .provider(provider)
                .time(server.time());
    }
}
