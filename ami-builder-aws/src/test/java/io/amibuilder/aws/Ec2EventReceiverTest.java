package io.amibuilder.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.amibuilder.ec2server.Ec2Events;
import io.amibuilder.ec2server.SqsMessages;
import io.amibuilder.testing.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** One receive after the other, in virtual time. */
class Ec2EventReceiverTest {
    private static final String QUEUE = "https://sqs.eu-west-1.amazonaws.com/111122223333/bakes";

    @RegisterExtension
    final AwsServer aws = new AwsServer();

    private final VirtualTime time = new VirtualTime();
    private final AtomicInteger passedOn = new AtomicInteger();
    private SqsClient sqs;
    private Ec2EventReceiver receiver;

    @BeforeEach
    void open() {
        sqs = SqsClient.builder()
                .region(Region.EU_WEST_1)
                .endpointOverride(aws.uri())
                .credentialsProvider(AwsServer.CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
        receiver = new Ec2EventReceiver(sqs, QUEUE, time, passedOn::incrementAndGet);
        answer("DeleteMessageBatch", aResponse().withBody("{\"Successful\":[],\"Failed\":[]}"));
    }

    @AfterEach
    void close() {
        sqs.close();
    }

    @Test
    void itPollsLongPassesOnAndDeletes() throws Exception {
        queue(SqsMessages.of("r1", Ec2Events.instance("i-1", "stopped")));

        receiver.receive();

        assertThat(passedOn).hasValue(1);
        verify(
                "ReceiveMessage",
                1,
                "{\"QueueUrl\":\"%s\",\"MaxNumberOfMessages\":10,\"WaitTimeSeconds\":20}".formatted(QUEUE));
        verify(
                "DeleteMessageBatch",
                1,
                "{\"QueueUrl\":\"%s\",\"Entries\":[{\"Id\":\"0\",\"ReceiptHandle\":\"r1\"}]}".formatted(QUEUE));
    }

    @Test
    void anEmptyQueueWakesNobody() throws Exception {
        queue("{}");

        receiver.receive();

        assertThat(passedOn).hasValue(0);
        aws.http().verify(0, to("DeleteMessageBatch"));
    }

    @Test
    void whatIsNoEventIsDeletedAndWakesNobody() throws Exception {
        for (String body : new String[] {"", "hello", "{}", "[1]", "{\"source\":\"aws.ec2\"}", "{\"Message\":"}) {
            aws.http().resetRequests();
            queue(SqsMessages.of("r1", body));

            receiver.receive();

            aws.http().verify(1, to("DeleteMessageBatch"));
        }
        assertThat(passedOn).hasValue(0);
        assertThat(time.now()).isEqualTo(new VirtualTime().now()); // no pause: none is a failure
    }

    @Test
    void manyEventsWakeOnceASecond() throws Exception {
        queue(SqsMessages.of("r1", Ec2Events.instance("i-1", "stopped")));
        receiver.receive();
        receiver.receive();
        receiver.receive();
        assertThat(passedOn).hasValue(1);

        time.advance(Duration.ofSeconds(1));
        queue("{}"); // nothing new, but something is due
        receiver.receive();

        assertThat(passedOn).hasValue(2);
        verify(
                "ReceiveMessage",
                2, // the third, and the fourth: something was due
                "{\"QueueUrl\":\"%s\",\"MaxNumberOfMessages\":10,\"WaitTimeSeconds\":1}".formatted(QUEUE));
        receiver.receive();
        assertThat(passedOn).hasValue(2);
    }

    @Test
    void whatCannotBeReadIsTriedAgainMoreAndMoreRarely() throws Exception {
        Instant begun = time.now();
        fails("com.amazonaws.sqs#QueueDoesNotExist", 400);
        receiver.receive();
        assertThat(Duration.between(begun, time.now())).isEqualTo(Duration.ofSeconds(1));
        fails("ThrottlingException", 400);
        receiver.receive();
        assertThat(Duration.between(begun, time.now())).isEqualTo(Duration.ofSeconds(3));
        answer("ReceiveMessage", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        receiver.receive();
        assertThat(Duration.between(begun, time.now())).isEqualTo(Duration.ofSeconds(7));
        answer("ReceiveMessage", aResponse().withBody("<html>a proxy</html>"));
        receiver.receive();
        assertThat(Duration.between(begun, time.now())).isEqualTo(Duration.ofSeconds(15));
        fails("AccessDenied", 403);
        for (int i = 0; i < 8; i++) {
            receiver.receive();
        }
        Instant before = time.now();
        receiver.receive();
        assertThat(Duration.between(before, time.now())).isEqualTo(Duration.ofMinutes(5));

        queue(SqsMessages.of("r1", Ec2Events.image("ami-1", "available")));
        receiver.receive();
        assertThat(passedOn).hasValue(1);
        before = time.now();
        fails("AccessDenied", 403);
        receiver.receive();
        assertThat(Duration.between(before, time.now())).isEqualTo(Duration.ofSeconds(1)); // from the beginning
    }

    @Test
    void aFailedDeleteLosesNoEvent() throws Exception {
        queue(SqsMessages.of("r1", Ec2Events.instance("i-1", "terminated")));
        answer("DeleteMessageBatch", aResponse().withStatus(500));

        receiver.receive();

        assertThat(passedOn).hasValue(1);
    }

    @Test
    void aReceiveThatReturnsAfterTheCloseChangesNothing() throws Exception {
        queue(SqsMessages.of("r1", Ec2Events.instance("i-1", "stopped")));
        receiver.close();

        receiver.receive();

        assertThat(passedOn).hasValue(0);
        aws.http().verify(0, to("DeleteMessageBatch"));
    }

    private void queue(String messages) {
        answer("ReceiveMessage", aResponse().withBody(messages));
    }

    private void fails(String type, int status) {
        answer(
                "ReceiveMessage",
                aResponse().withStatus(status).withBody("{\"__type\":\"%s\",\"message\":\"no\"}".formatted(type)));
    }

    private void answer(String operation, ResponseDefinitionBuilder response) {
        aws.http()
                .stubFor(post(urlEqualTo("/"))
                        .withHeader("X-Amz-Target", equalTo("AmazonSQS." + operation))
                        .willReturn(response));
    }

    private void verify(String operation, int times, String json) {
        aws.http().verify(times, to(operation).withRequestBody(equalToJson(json)));
    }

    private static RequestPatternBuilder to(String operation) {
        return postRequestedFor(urlEqualTo("/")).withHeader("X-Amz-Target", equalTo("AmazonSQS." + operation));
    }
}
