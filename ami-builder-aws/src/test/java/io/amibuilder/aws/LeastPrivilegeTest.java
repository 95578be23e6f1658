package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiBuildBuilder;
import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.OnFailure;
import io.amibuilder.cloud.Placement;
import io.amibuilder.ec2server.Check;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.error.AmiBuilderException;
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
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Whole bakes against EC2, S3 and the parameter store over real HTTP: what AWS would ask IAM for them is allowed by the
 * policy of their build, and what no bake asks for is in no policy.
 */
class LeastPrivilegeTest {
    private static final int SPEED = 400;
    private static final UnaryOperator<SimulatedCloud.Builder> WELL = UnaryOperator.identity();
    private static final UnaryOperator<AwsCloudProviderBuilder> DEFAULT = UnaryOperator.identity();

    private static final List<Run> RUNS = List.of(
            new Run("default", WELL, DEFAULT, (build, store) -> build),
            new Run(
                    "everything named",
                    WELL,
                    provider -> provider.subnet("subnet-1")
                            .securityGroups("sg-1", "sg-2")
                            .instanceProfile("baker")
                            .keyPair("admin")
                            .publicIp(false)
                            .blockDevices(List.of(
                                    BlockDevice.volume("/dev/xvda", 10).withEncryption("1234-abcd"),
                                    BlockDevice.volume("/dev/sdf", 10).withEncryption("alias/bakes"),
                                    BlockDevice.volume("/dev/sdg", 10).withSnapshot("snap-1"))),
                    (build, store) -> build.baseImage(BaseImage.id("ami-0ba5e"))),
            new Run(
                    "stored rootfs, report, base image from a parameter",
                    WELL,
                    DEFAULT,
                    (build, store) -> build.source(large())
                            .storage(store)
                            .compileOptions(CompileOptions.defaults()
                                    .fetch(Fetch.awsCli("eu-west-1"))
                                    .report(true))
                            .baseImage(BaseImage.ssmParameter(Ec2Server.BASE_PARAMETER))),
            new Run(
                    "failure in the guest",
                    cloud -> cloud.guestFails("install.sh", 3, "no such package"),
                    DEFAULT,
                    (build, store) -> build),
            new Run(
                    "failure that stops",
                    SimulatedCloud.Builder::guestHangs,
                    DEFAULT,
                    (build, store) ->
                            build.onFailure(OnFailure.STOP).instanceWait(WaitPolicy.atMost(Duration.ofMinutes(3)))),
            new Run("failure of the image", SimulatedCloud.Builder::imagesFail, DEFAULT, (build, store) -> build));

    @Test
    void whatABakeAsksForIsAllowedAndNothingElse() {
        Set<String> needed = new TreeSet<>();
        Set<String> granted = new TreeSet<>();
        for (Run run : RUNS) {
            Outcome outcome = run.outcome();
            assertThat(outcome.checks()).as(run.name()).isNotEmpty().allMatch(outcome.policy()::allows);
            for (PolicyEvaluator.Grant grant : outcome.policy().grants()) {
                granted.add(grant.toString());
                if (outcome.checks().stream()
                        .anyMatch(check -> !outcome.policy().allowsWithout(grant, check))) {
                    needed.add(grant.toString());
                }
            }
        }

        assertThat(needed).isEqualTo(granted);
    }

    /** The evaluator has teeth, and so have the conditions. */
    @Test
    void whatIsNotOursAndWhatIsElsewhereIsDenied() {
        PolicyEvaluator policy = RUNS.get(0).outcome().policy();
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
    void aSweepIsAllowedByItsPolicyAndCouldNotDoWithout() {
        VirtualTime later = new VirtualTime();
        later.advance(Duration.ofDays(365 * 100)); // the server's things are old by then
        try (Ec2Server server = new Ec2Server(SPEED, WELL);
                AwsCloudProvider cloud = AwsCloudProvider.builder()
                        .region("eu-west-1")
                        .endpoint(server.uri())
                        .credentials(AwsServer.CREDENTIALS)
                        .build()) {
            Map<String, String> tags = Map.of(AmiTags.BUILD_ID, "job-7", AmiTags.EXPIRES, "2000-01-01T00:00:00Z");
            InstanceId instance = cloud.launch(new LaunchRequest(
                    new ImageId("ami-0ba5e"), Userdata.of(new byte[] {1}), Placement.DEFAULT, "token", tags, tags));
            server.keepVolumeOf(instance);
            int launched = server.checks().size();
            Sweeper sweeper = Sweeper.of(cloud, later);
            sweeper.sweep(sweeper.plan()); // the instance, and then the volume that it leaves
            sweeper.sweep(sweeper.plan());

            List<Check> checks =
                    server.checks().subList(launched, server.checks().size());
            PolicyEvaluator policy = PolicyEvaluator.of(IamPolicies.forSweeper(cloud));
            assertThat(checks).allMatch(policy::allows);
            assertThat(checks).extracting(Check::action).contains("ec2:TerminateInstances", "ec2:DeleteVolume");
            assertThat(policy.grants())
                    .filteredOn(grant -> checks.stream().allMatch(check -> policy.allowsWithout(grant, check)))
                    .extracting(PolicyEvaluator.Grant::action)
                    .as("for images that are stuck or have failed and for Spot, of which this cloud has none")
                    .containsExactlyInAnyOrder(
                            "ec2:CancelSpotInstanceRequests", "ec2:DeregisterImage", "ec2:DeleteSnapshot");
        }
    }

    private record Outcome(PolicyEvaluator policy, List<Check> checks) {}

    /** One kind of bake. */
    private record Run(
            String name,
            UnaryOperator<SimulatedCloud.Builder> faults,
            UnaryOperator<AwsCloudProviderBuilder> provider,
            BiFunction<AmiBuildBuilder, S3ArtifactStore, AmiBuildBuilder> build) {

        Outcome outcome() {
            try (Ec2Server server = new Ec2Server(SPEED, faults);
                    AwsCloudProvider cloud = provider.apply(AwsCloudProvider.builder()
                                    .region("eu-west-1")
                                    .endpoint(server.uri())
                                    .credentials(AwsServer.CREDENTIALS))
                            .build();
                    S3ArtifactStore store = S3ArtifactStore.builder("s3://bucket/ami/")
                            .region("eu-west-1")
                            .endpoint(server.uri())
                            .credentials(AwsServer.CREDENTIALS)
                            .pathStyle(true)
                            .build()) {
                AmiBuild bake = build.apply(
                                AmiBuild.builder()
                                        .source(AmiSource.builder()
                                                .install("#!/bin/sh\ntrue\n")
                                                .build())
                                        .name("agent")
                                        .version("1")
                                        .baseImage(BaseImage.nameTag("base"))
                                        .provider(cloud)
                                        .time(server.time()),
                                store)
                        .build();
                Throwable failure = catchThrowable(bake::run);
                if (name.startsWith("failure")) {
                    assertThat(failure).as(name).isInstanceOf(AmiBuilderException.class);
                } else {
                    assertThat(failure).as(name).isNull();
                }
                return new Outcome(PolicyEvaluator.of(IamPolicies.forBuild(bake)), server.checks());
            }
        }
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
