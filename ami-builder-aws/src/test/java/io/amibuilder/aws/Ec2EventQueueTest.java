package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiResult;
import io.amibuilder.WakeUps;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.ec2server.Ec2Events;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.source.AmiSource;
import io.amibuilder.wait.WaitPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A bake that is told by events, over HTTP. */
class Ec2EventQueueTest {
    /** So rare that only an event can be why a bake is done in minutes. */
    private static final WaitPolicy HARDLY_EVER =
            WaitPolicy.atMost(Duration.ofHours(4)).every(Duration.ofMinutes(30));

    @Test
    void aBakeGoesOnAsSoonAsAnEventTells() throws Exception {
        WakeUps wakeUps = new WakeUps();
        Ec2EventQueue events;
        try (Ec2Server server = new Ec2Server();
                AwsCloudProvider provider = AwsCloudProvider.builder()
                        .region("eu-west-1")
                        .endpoint(server.uri())
                        .credentials(AwsServer.CREDENTIALS)
                        .build()) {
            events = queue(server).listen(wakeUps::wakeAll);
            AmiResult result = AmiBuild.builder()
                    .source(AmiSource.builder()
                            .part("10_hello.sh", "#!/bin/sh\necho hello\n")
                            .build())
                    .name("agent")
                    .version("1.0")
                    .baseImage(BaseImage.name("linux-base"))
                    .provider(provider)
                    .time(server.time())
                    .wakeUps(wakeUps)
                    .instanceWait(HARDLY_EVER)
                    .imageWait(HARDLY_EVER)
                    .build()
                    .run();
            events.close();
            events.join();

            assertThat(result.elapsed()).isLessThan(Duration.ofMinutes(15));
            assertThat(server.requests("DescribeInstances")).hasSizeLessThan(20);
            assertThat(server.left()).isEmpty();
        }
    }

    @Test
    void whatTellsThatAWaitMayBeOverCounts() {
        assertThat(Ec2Events.instance("i-1", "stopped")).matches(Ec2StateEvent::mayEndAWait);
        assertThat(Ec2Events.instance("i-1", "terminated")).matches(Ec2StateEvent::mayEndAWait);
        assertThat(Ec2Events.image("ami-1", "available")).matches(Ec2StateEvent::mayEndAWait);
        assertThat(Ec2Events.image("ami-1", "failed")).matches(Ec2StateEvent::mayEndAWait);
        for (String state : new String[] {"pending", "running", "stopping", "shutting-down"}) {
            assertThat(Ec2Events.instance("i-1", state)).matches(event -> !Ec2StateEvent.mayEndAWait(event));
        }
        assertThat(Ec2Events.image("ami-1", "available").replace("aws.ec2", "aws.s3"))
                .matches(event -> !Ec2StateEvent.mayEndAWait(event));
    }

    @Test
    void anEventInAnEnvelopeOfSnsCounts() {
        String inside = Ec2Events.instance("i-1", "stopped").replace("\"", "\\\"");

        assertThat("{\"Type\":\"Notification\",\"Message\":\"" + inside + "\"}").matches(Ec2StateEvent::mayEndAWait);
        assertThat("{\"Type\":\"Notification\",\"Message\":\"hello\"}")
                .matches(event -> !Ec2StateEvent.mayEndAWait(event));
    }

    @Test
    void aMalformedUrlIsToldBeforeAnyThreadStarts() {
        assertThatThrownBy(() -> Ec2EventQueue.builder("bakes").listen(() -> {}))
                .isInstanceOf(AwsSettingsException.class)
                .hasMessage("Ec2EventQueue: the queue's URL must be as in"
                        + " https://sqs.eu-west-1.amazonaws.com/111122223333/bakes, but was 'bakes'");
    }

    private static Ec2EventQueueBuilder queue(Ec2Server server) {
        return Ec2EventQueue.builder("https://sqs.eu-west-1.amazonaws.com/111122223333/bakes")
                .endpoint(server.uri())
                .credentials(AwsServer.CREDENTIALS)
                .time(server.time());
    }
}
