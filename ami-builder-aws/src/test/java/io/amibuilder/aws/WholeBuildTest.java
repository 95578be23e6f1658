package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiBuildBuilder;
import io.amibuilder.AmiResult;
import io.amibuilder.SmokeTest;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.event.BuildEvent;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.publish.PublishTarget.State;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.RecordingListener;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.userdata.Fetch;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From one fluent call to an image, over HTTP: what changes anything at AWS, and in which order. */
class WholeBuildTest {
    private static final int SPEED = 300;
    private static final String HOME = "eu-west-1";
    private static final String ELSEWHERE = "us-east-1";
    private static final String ACCOUNT = "123456789012";

    private final Ec2Server server = new Ec2Server(SPEED, UnaryOperator.identity());

    @AfterEach
    void close() {
        assertThat(server.left()).isEmpty();
        server.close();
    }

    @Test
    void aPlainBakeChangesThreeThings() {
        try (AwsCloudProvider provider = provider().build()) {
            build(provider).build().run();

            assertThat(server.changes()).containsExactly("RunInstances", "CreateImage", "TerminateInstances");
        }
    }

    @Test
    void aBuildWithEverythingIsOneCall() {
        server.fullFor(launch -> launch.get("SubnetId").equals("subnet-1"));
        RecordingListener listener = new RecordingListener();
        try (AwsCloudProvider provider = provider()
                        .instanceTypes("t3.small", "t3a.small")
                        .subnets("subnet-1", "subnet-2")
                        .securityGroups("sg-1")
                        .blockDevices(List.of(BlockDevice.volume("/dev/sdf", 20).withVolumeType("gp3")))
                        .build();
                S3ArtifactStore store = S3ArtifactStore.builder("s3://bucket/ami/")
                        .region(HOME)
                        .endpoint(server.uri())
                        .credentials(AwsServer.CREDENTIALS)
                        .pathStyle(true)
                        .build();
                AwsPublisher publisher = AwsPublisher.builder()
                        .region(HOME)
                        .endpoint(server.uri())
                        .credentials(AwsServer.CREDENTIALS)
                        .copyTo(ELSEWHERE)
                        .shareWithAccounts(ACCOUNT)
                        .parameter("/ami/{name}/latest")
                        .build()) {
            AmiBuild build = build(provider)
                    .source(large())
                    .baseImage(BaseImage.ssmParameter(Ec2Server.BASE_PARAMETER))
                    .storage(store)
                    .compileOptions(CompileOptions.defaults().fetch(Fetch.awsCli(HOME)))
                    .smokeTest(SmokeTest.commands("test -s /opt/noise"))
                    .publish(publisher)
                    .tag("team", "platform")
                    .listener(listener)
                    .build();

            AmiResult result = build.run();

            assertThat(server.changes())
                    .containsExactly(
                            "PutObject",
                            "RunInstances", // t3.small in subnet-1, which is full
                            "RunInstances",
                            "CreateImage",
                            "TerminateInstances",
                            "RunInstances", // the smoke test, which looks for room again
                            "RunInstances",
                            "CreateTags", // it has passed
                            "TerminateInstances",
                            "CopyImage", // takes long, so that it is asked for first
                            "ModifyImageAttribute",
                            "PutParameter",
                            "ModifyImageAttribute",
                            "PutParameter");
            assertThat(server.requests("RunInstances"))
                    .extracting(launch -> launch.get("InstanceType") + " in " + launch.get("SubnetId"))
                    .startsWith("t3.small in subnet-1", "t3.small in subnet-2");
            assertThat(server.requests("RunInstances").get(1))
                    .containsEntry("ImageId", "ami-0ba5e")
                    .containsEntry("BlockDeviceMapping.1.DeviceName", "/dev/sdf")
                    .containsEntry("BlockDeviceMapping.1.Ebs.VolumeSize", "20");
            assertThat(server.images(result.buildId()))
                    .singleElement()
                    .satisfies(image -> assertThat(image.tags())
                            .containsAllEntriesOf(
                                    Map.of("team", "platform", "ami-builder:smoke-test", "passed", "Name", "web")));
            assertThat(result.published()).hasSize(2).allSatisfy(target -> {
                String id = target.image().orElseThrow().value();
                assertThat(target.state()).isEqualTo(State.DONE);
                assertThat(server.sharedWith(id)).containsExactly(ACCOUNT);
                assertThat(server.parameter(target.place(), "/ami/web/latest")).contains(id);
            });
            assertThat(result.published()).extracting(PublishTarget::place).containsExactly(HOME, ELSEWHERE);
            assertThat(listener.events())
                    .hasAtLeastOneElementOfType(BuildEvent.class)
                    .extracting(BuildEvent::buildId)
                    .contains(result.buildId());

            int changes = server.changes().size();
            assertThat(build.toBuilder().buildId(result.buildId()).build().run().image())
                    .as("the same build again")
                    .isEqualTo(result.image());
            assertThat(server.changes()).as("finds everything done").hasSize(changes);
        }
    }

    private AwsCloudProviderBuilder provider() {
        return AwsCloudProvider.builder().region(HOME).endpoint(server.uri()).credentials(AwsServer.CREDENTIALS);
    }

    private AmiBuildBuilder build(AwsCloudProvider provider) {
        return AmiBuild.builder()
                .source(AmiSource.builder().install("#!/bin/sh\ntrue\n").build())
                .name("web")
                .version("1.0")
                .baseImage(BaseImage.name("linux-base"))
                .provider(provider)
                .time(server.time());
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
