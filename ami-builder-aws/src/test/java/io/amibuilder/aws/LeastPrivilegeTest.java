package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.AmiBuildBuilder;
import io.amibuilder.SmokeTest;
import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.OnFailure;
import io.amibuilder.cloud.Placement;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import io.amibuilder.ec2server.Check;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.source.AmiSource;
import io.amibuilder.sweep.Sweeper;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.userdata.Fetch;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.wait.WaitPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Whole bakes against EC2, S3 and the parameter store over real HTTP: what AWS would ask IAM for them is allowed by the
 * policy of their build, and what no bake asks for is in no policy.
 */
class LeastPrivilegeTest {
    private static final long PART_BYTES = 8 * 1024;
    private static final String ELSEWHERE = "us-east-1";

    private static final List<WatchedBuild> RUNS = List.of(
            WatchedBuild.named("default"),
            WatchedBuild.named("everything named")
                    .provider(provider -> provider.subnet("subnet-1")
                            .securityGroups("sg-1", "sg-2")
                            .instanceProfile("baker")
                            .keyPair("admin")
                            .publicIp(false)
                            .blockDevices(List.of(
                                    BlockDevice.volume("/dev/xvda", 10).withEncryption("1234-abcd"),
                                    BlockDevice.volume("/dev/sdf", 10).withEncryption("alias/bakes"),
                                    BlockDevice.volume("/dev/sdg", 10).withSnapshot("snap-1"))))
                    .build((build, around) -> build.baseImage(BaseImage.id("ami-0ba5e"))),
            WatchedBuild.named("several places, of which the last has room")
                    .server(server -> {
                        server.addLaunchTemplate(WatchedBuild.REGION, "lt-base", "ami-0old");
                        server.fullFor(launch -> launch.get("InstanceType").equals("t3.small")
                                || launch.get("SubnetId").equals("subnet-1"));
                    })
                    .provider(provider -> provider.instanceTypes("t3.small", "t3a.small")
                            .subnets("subnet-1", "subnet-2")
                            .launchTemplate("lt-base")
                            .placementGroup("near")
                            .capacityReservation(CapacityReservation.id("cr-1"))
                            .rootVolume(BlockDevice.root(20).withEncryption("1234-abcd"))),
            WatchedBuild.named("on Spot").provider(provider -> provider.purchase(Purchase.SPOT)),
            WatchedBuild.named("without Spot capacity")
                    .server(server ->
                            server.fullFor(launch -> "spot".equals(launch.get("InstanceMarketOptions.MarketType"))))
                    .provider(provider -> provider.purchase(Purchase.SPOT_THEN_ON_DEMAND)),
            WatchedBuild.named("stored rootfs, report, base image from a parameter")
                    .store(store -> store.encryption(S3Encryption.kms("alias/store")))
                    .build((build, around) ->
                            stored(build, around).baseImage(BaseImage.ssmParameter(Ec2Server.BASE_PARAMETER))),
            WatchedBuild.named("rootfs stored in parts, and deleted")
                    .store(store -> store.partBytes(PART_BYTES).encryption(S3Encryption.kms("1234-abcd")))
                    .build((build, around) -> stored(build, around).deleteStored(true)),
            WatchedBuild.named("rootfs stored under an alias, in parts")
                    .store(store -> store.partBytes(PART_BYTES).encryption(S3Encryption.kms("alias/store")))
                    .build((build, around) -> stored(build, around)),
            WatchedBuild.named("upload that fails")
                    .failing()
                    .server(Ec2Server::completeNoUpload)
                    .store(store -> store.partBytes(PART_BYTES))
                    .build((build, around) -> stored(build, around)),
            WatchedBuild.named("failure in the guest")
                    .failing()
                    .faults(cloud -> cloud.guestFails("install.sh", 3, "no such package")),
            WatchedBuild.named("failure that stops")
                    .failing()
                    .faults(SimulatedCloud.Builder::guestHangs)
                    .build((build, around) ->
                            build.onFailure(OnFailure.STOP).instanceWait(WaitPolicy.atMost(Duration.ofMinutes(3)))),
            WatchedBuild.named("failure of the image").failing().faults(SimulatedCloud.Builder::imagesFail),
            WatchedBuild.named("smoke test of an image made of an exact one")
                    .build((build, around) ->
                            build.baseImage(BaseImage.id("ami-0ba5e")).smokeTest(SmokeTest.commands("true"))),
            WatchedBuild.named("smoke test that fails")
                    .failing()
                    .faults(cloud -> cloud.smokeTestFails("60_smoke-test.sh", 3))
                    .build((build, around) -> build.smokeTest(SmokeTest.commands("false"))),
            WatchedBuild.named("published everywhere")
                    .server(server -> {
                        server.addLaunchTemplate(WatchedBuild.REGION, "lt-1", "ami-0old");
                        server.addLaunchTemplate(ELSEWHERE, "lt-2", "ami-0old");
                    })
                    .publisher(publisher -> publisher
                            .copyTo(ELSEWHERE, "alias/images")
                            .copyTo("eu-central-1", "1234-abcd")
                            .shareWithAccounts("123456789012")
                            .shareSnapshots(true)
                            .parameter("/ami/{name}/{region}")
                            .launchTemplate("lt-1")
                            .launchTemplate(ELSEWHERE, "lt-2")
                            .deprecateAfter(Duration.ofDays(90))
                            .deregistrationProtection(DeregistrationProtection.WITH_COOLDOWN)
                            .imdsV2(true))
                    .build((build, around) -> build.publish(around.publisher())));

    @Test
    void whatABakeAsksForIsAllowedAndNothingElse() {
        Set<String> needed = new TreeSet<>();
        Set<String> granted = new TreeSet<>();
        for (WatchedBuild run : RUNS) {
            WatchedBuild.Outcome outcome = run.run();
            assertThat(outcome.checks()).as(run.toString()).isNotEmpty().allMatch(outcome.policy()::allows);
            count(outcome, needed, granted);
        }

        assertThat(needed).isEqualTo(granted);
    }

    @Test
    void whatAPreflightAsksForBesideABakeIsAllowedAndNothingElse() {
        WatchedBuild.Outcome outcome = WatchedBuild.named("preflight")
                .provider(provider ->
                        provider.subnet("subnet-1").securityGroups("sg-1").keyPair("mine"))
                .store(store -> store.pathStyle(true))
                .build((build, around) -> build.storage(around.store()).publish(around.publisher()))
                .preflight();

        assertThat(outcome.checks()).allMatch(outcome.policy()::allows);
        assertThat(outcome.policy().grants().stream()
                        .filter(grant -> outcome.checks().stream()
                                .allMatch(check -> outcome.policy().allowsWithout(grant, check)))
                        .map(PolicyEvaluator.Grant::toString))
                .as("the rest of the bake, which comes after the preflight")
                .containsExactlyInAnyOrder(
                        "MakeImage ec2:CreateImage",
                        "UseOurInstance ec2:CreateImage",
                        "UseOurInstance ec2:GetConsoleOutput",
                        "UseOurInstance ec2:TerminateInstances",
                        "DiscardOurImage ec2:DeleteSnapshot",
                        "DiscardOurImage ec2:DeregisterImage",
                        "KeepRootfs s3:AbortMultipartUpload",
                        "KeepRootfs s3:GetObject",
                        "KeepRootfs s3:PutObject");
    }

    private static void count(WatchedBuild.Outcome outcome, Set<String> needed, Set<String> granted) {
        for (PolicyEvaluator.Grant grant : outcome.policy().grants()) {
            granted.add(grant.toString());
            if (outcome.checks().stream().anyMatch(check -> !outcome.policy().allowsWithout(grant, check))) {
                needed.add(grant.toString());
            }
        }
    }

    /** The evaluator has teeth, and so have the conditions. */
    @Test
    void whatIsNotOursAndWhatIsElsewhereIsDenied() {
        PolicyEvaluator policy = RUNS.get(0).run().policy();
        Check terminate = new Check(
                "ec2:TerminateInstances",
                "arn:aws:ec2:eu-west-1:111122223333:instance/i-1",
                Map.of("aws:ResourceTag/ami-builder:build-id", "job-7"));

        assertThat(policy.allows(terminate)).isTrue();
        assertThat(policy.allows(new Check(terminate.action(), terminate.resource(), Map.of())))
                .isFalse();
        assertThat(policy.allows(new Check(
                        terminate.action(), "arn:aws:ec2:us-east-1:111122223333:instance/i-1", terminate.context())))
                .isFalse();
        assertThat(policy.allows(new Check(
                        "ec2:CreateTags",
                        terminate.resource(),
                        Map.of("aws:RequestTag/ami-builder:build-id", "job-7"))))
                .as("an existing thing cannot be made ours")
                .isFalse();
        assertThat(policy.allows(new Check("ec2:StopInstances", terminate.resource(), terminate.context())))
                .isFalse();
    }

    @Test
    void aSweepIsAllowedByItsPolicyAndCouldNotDoWithout() throws InterruptedException {
        VirtualTime later = new VirtualTime();
        later.advance(Duration.ofDays(365 * 100)); // the server's things are old by then
        try (Ec2Server server = new Ec2Server(WatchedBuild.SPEED, UnaryOperator.identity());
                AwsCloudProvider cloud = AwsCloudProvider.builder()
                        .region("eu-west-1")
                        .endpoint(server.uri())
                        .credentials(AwsServer.CREDENTIALS)
                        .purchase(Purchase.SPOT)
                        .build()) {
            Map<String, String> tags = Map.of(AmiTags.BUILD_ID, "job-7", AmiTags.EXPIRES, "2000-01-01T00:00:00Z");
            InstanceId instance = cloud.launch(new LaunchRequest(
                    new ImageId("ami-0ba5e"), Userdata.of(new byte[] {1}), Placement.DEFAULT, "token", tags, tags));
            server.keepVolumeOf(instance);
            int launched = server.checks().size();
            Sweeper sweeper = Sweeper.of(cloud, later);
            sweeper.sweep(sweeper.plan()); // the instance, and then the volume that it leaves
            while (cloud.resources(Query.build("job-7")).stream().anyMatch(ResourceStatus::inUse)) {
                server.time().pause(Duration.ofSeconds(5));
            }
            sweeper.sweep(sweeper.plan());

            List<Check> checks =
                    server.checks().subList(launched, server.checks().size());
            PolicyEvaluator policy = PolicyEvaluator.of(IamPolicies.forSweeper(cloud));
            assertThat(checks).allMatch(policy::allows);
            assertThat(checks).extracting(Check::action).contains("ec2:TerminateInstances", "ec2:DeleteVolume");
            assertThat(policy.grants())
                    .filteredOn(grant -> checks.stream().allMatch(check -> policy.allowsWithout(grant, check)))
                    .extracting(PolicyEvaluator.Grant::action)
                    .as("for images that are stuck or have failed, of which this cloud has none")
                    .containsExactlyInAnyOrder("ec2:DeregisterImage", "ec2:DeleteSnapshot");
        }
    }

    private static AmiBuildBuilder stored(AmiBuildBuilder build, WatchedBuild.Around around) {
        return build.source(large())
                .storage(around.store())
                .compileOptions(CompileOptions.defaults()
                        .fetch(Fetch.awsCli(WatchedBuild.REGION))
                        .report(true));
    }

    /** More than the user-data holds. */
    private static AmiSource large() {
        byte[] noise = new byte[40_000];
        new Random(1).nextBytes(noise);
        return AmiSource.builder()
                .fs(FileTree.builder().file("opt/noise", noise, 0644).build())
                .build();
    }
}
