package io.amibuilder.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiFleet;
import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.OnFailure;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.publish.PublishFailedException;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.CloudProviderContract;
import io.amibuilder.testing.ContractSubject;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.wait.Time;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class TypePagesTest {
    private final VirtualTime time = new VirtualTime();
    private final SimulatedCloud cloud = SimulatedCloud.in(time);

    @Test
    void aCallerWhoPausesHimselfBakes() {
        assertThat(new TypePages(build(cloud), time).bake().proved()).isTrue();
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aCallerWhoKeepsNothingButACheckpointBakes() {
        assertThat(new TypePages(build(cloud), time).bakeStepByStep().proved()).isTrue();
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void whatAFailedBuildLeftIsSwept() {
        SimulatedCloud hanging = SimulatedCloud.builder(time).guestHangs().build();
        AmiBuild build = build(hanging).toBuilder().onFailure(OnFailure.KEEP).build();
        assertThatThrownBy(build::run).isInstanceOf(AmiBuilderException.class);
        assertThat(hanging.left()).hasSize(1);

        TypePages.sweeper(hanging);

        assertThat(hanging.left()).isEmpty();
    }

    @Test
    void aPlaceFailsAsItWasToldTo() {
        AmiBuild build =
                build(cloud).toBuilder().publish(TypePages.publisher(time)).build();

        assertThatThrownBy(build::run)
                .isInstanceOf(PublishFailedException.class)
                .hasMessageContaining("us-east-1")
                .hasMessageContaining("the key is disabled");
    }

    @Test
    void ofFourImagesThreeAreKept() {
        try (Ec2Server server = new Ec2Server();
                AwsCloudProvider provider = AwsCloudProvider.builder()
                        .region("eu-west-1")
                        .endpoint(server.uri())
                        .credentials(StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("AKIDEXAMPLE", "not-a-secret")))
                        .build()) {
            List<AmiBuild> builds = IntStream.rangeClosed(1, 4)
                    .mapToObj(number -> build(provider).toBuilder()
                            .buildId("nightly-" + number)
                            .time(server.time())
                            .build())
                    .toList();
            assertThat(AmiFleet.builder().builds(builds).build().run().failures())
                    .isEmpty();

            TypePages.retention(provider);

            assertThat(server.requests("DeregisterImage")).hasSize(1);
        }
    }

    // begins
    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return CloudProviderContract.checks(MySubject::new).stream().map(c -> dynamicTest(c.name(), c::run));
    }
    // ends

    private static final class MySubject implements ContractSubject {
        private static final BaseImage MISSING = BaseImage.name("no-such-image");

        private final VirtualTime time = new VirtualTime();
        private final SimulatedCloud cloud =
                SimulatedCloud.builder(time).missing(MISSING).build();

        @Override
        public CloudProvider provider() {
            return cloud;
        }

        @Override
        public Time time() {
            return time;
        }

        @Override
        public Userdata userdata() {
            return ContentPages.userdata();
        }

        @Override
        public BaseImage baseImage() {
            return BaseImage.name("linux-base");
        }

        @Override
        public BaseImage missingImage() {
            return MISSING;
        }

        @Override
        public void keepVolumeOf(InstanceId instance) {
            cloud.keepVolumeOf(instance);
        }
    }

    private AmiBuild build(CloudProvider on) {
        return AmiBuild.builder()
                .source(AmiSource.builder()
                        .part("10_hello.sh", "#!/bin/sh\ntrue\n")
                        .build())
                .name("jenkins-agent")
                .version("1.0")
                .baseImage(BaseImage.name("linux-base"))
                .provider(on)
                .time(time)
                .build();
    }
}
