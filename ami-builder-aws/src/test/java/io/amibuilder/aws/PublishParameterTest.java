package io.amibuilder.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.publish.PublishTarget.State;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The id of an image in a parameter, read back. */
class PublishParameterTest {
    private static final Map<String, String> TAGS = Map.of(AmiTags.NAME, "web server", AmiTags.VERSION, "1.0");
    private static final ImageStatus IMAGE =
            new ImageStatus(new ImageId("ami-1"), "web", ImageState.AVAILABLE, "", Instant.EPOCH, TAGS);

    @RegisterExtension
    final AwsServer aws = new AwsServer();

    private AwsPublisher publisher;

    @BeforeEach
    void image() {
        aws.answer("DescribeImages", ImagesXml.images(ImagesXml.image("ami-1", "web", TAGS)));
        stub("PutParameter", aResponse().withBody("{\"Version\":1,\"Tier\":\"Standard\"}"));
        stub("GetParameter", aResponse().withStatus(400).withBody("{\"__type\":\"ParameterNotFound\"}"));
        publisher = publisher(p -> p.parameter("/ami/{name}/{version}/{region}"));
    }

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void aParameterIsWrittenAndPendingUntilItHoldsTheId() {
        PublishTarget written = publish();
        holds("ami-0", "String", "aws:ec2:image");
        PublishTarget unchanged = publish();
        holds("ami-1", "String", "aws:ec2:image");
        PublishTarget held = publish();

        assertThat(written.state()).isEqualTo(State.PENDING);
        assertThat(written.detail())
                .isEqualTo("parameter /ami/web-server/1.0/eu-west-1 was written, and does not hold ami-1 yet");
        assertThat(unchanged.state()).isEqualTo(State.PENDING);
        assertThat(held.state()).isEqualTo(State.DONE);
        aws.http().verify(1, put().withRequestBody(equalToJson("""
                        {"Name":"/ami/web-server/1.0/eu-west-1","Value":"ami-1","Type":"String","Overwrite":true,
                         "DataType":"aws:ec2:image"}""")));
        aws.http().verify(1, put());
    }

    @Test
    void aParameterThatHoldsTheIdIsLeftAloneWhateverItIs() {
        holds("ami-1", "String", "text");

        assertThat(publish().state()).isEqualTo(State.DONE);
        aws.http().verify(0, put());
    }

    @Test
    void anIdThatNeverArrivesIsWrittenAgain() {
        for (int look = 0; look < WriteParameter.LOOKS_PER_WRITE; look++) {
            publish();
        }
        aws.http().verify(1, put());
        publish();
        aws.http().verify(2, put());
    }

    @Test
    void plainTextIsWrittenWhereItIsAskedFor() {
        publisher.close();
        publisher = publisher(p -> p.parameter("ami-{name}").parameterType(ParameterType.TEXT));

        publish();

        aws.http().verify(1, put().withRequestBody(equalToJson("""
                        {"Name":"ami-web-server","Value":"ami-1","Type":"String","Overwrite":true,"DataType":"text"}""")));
    }

    @Test
    void aParameterOfAnotherTypeIsNotOverwritten() {
        holds("ami-0", "String", "text");

        PublishTarget target = publish();

        assertThat(target.state()).isEqualTo(State.FAILED);
        assertThat(target.detail())
                .contains("is a String of data type text, but should be a String of data type aws:ec2:image")
                .contains("delete it, or give parameterType(...)");
        aws.http().verify(0, put());
    }

    @Test
    void concurrentUpdatesPass() {
        stub("PutParameter", aResponse().withStatus(400).withBody("{\"__type\":\"TooManyUpdates\"}"));

        assertThat(publish().state()).isEqualTo(State.PENDING);
        assertThat(publish().detail()).contains("TooManyUpdates").endsWith("it is tried again");
    }

    private PublishTarget publish() {
        return publisher.publish(IMAGE).get(0);
    }

    private AwsPublisher publisher(UnaryOperator<AwsPublisherBuilder> settings) {
        return settings.apply(AwsPublisher.builder()
                        .region("eu-west-1")
                        .endpoint(aws.uri())
                        .credentials(AwsServer.CREDENTIALS))
                .build();
    }

    private void holds(String value, String type, String dataType) {
        stub("GetParameter", aResponse().withBody("""
                {"Parameter":{"Name":"/p","Type":"%s","Value":"%s","Version":1,"DataType":"%s"}}""".formatted(type, value, dataType)));
    }

    private void stub(String action, ResponseDefinitionBuilder response) {
        aws.http()
                .stubFor(post(urlEqualTo("/"))
                        .withHeader("X-Amz-Target", equalTo("AmazonSSM." + action))
                        .willReturn(response));
    }

    private static RequestPatternBuilder put() {
        return postRequestedFor(urlEqualTo("/")).withHeader("X-Amz-Target", equalTo("AmazonSSM.PutParameter"));
    }
}
