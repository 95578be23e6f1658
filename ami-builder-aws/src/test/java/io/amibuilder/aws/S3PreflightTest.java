package io.amibuilder.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.amibuilder.error.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class S3PreflightTest {
    @RegisterExtension
    final AwsServer aws = new AwsServer();

    @Test
    void aBucketThatAnswersIsFine() {
        assertThat(look(aResponse().withHeader("x-amz-bucket-region", "eu-west-1")))
                .isEmpty();
        assertThat(aws.http().getAllServeEvents()).hasSize(1);
    }

    @Test
    void aBucketThatDoesNotExistIsAnError() {
        assertThat(look(aResponse().withStatus(404)))
                .containsExactly(Finding.error("bucket bucket", "does not exist", "make it, or correct the location"));
    }

    @Test
    void aBucketElsewhereIsToldWithItsRegion() {
        Finding elsewhere = Finding.error(
                "bucket bucket", "is in us-east-2, but the store in eu-west-1", "give the bucket's region(...)");

        assertThat(look(moved(301))).containsExactly(elsewhere);
        assertThat(look(moved(400))).containsExactly(elsewhere);
    }

    @Test
    void aBucketThatMayNotBeListedIsAWarningBecauseItMayStillBeWrittenTo() {
        assertThat(look(aResponse().withStatus(403)))
                .containsExactly(Finding.warning(
                        "bucket bucket",
                        "could not be checked: it is not this account's, or these credentials may not list it",
                        "allow s3:ListBucket to have it checked"));
    }

    @Test
    void aServerThatHasTroubleIsAWarning() {
        assertThat(look(aResponse().withStatus(503)))
                .containsExactly(
                        Finding.warning("bucket bucket", "could not be checked: S3 answered 503", "look again later"));
    }

    @Test
    void aServerThatDoesNotAnswerIsAnError() {
        List<Finding> found = look(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(found).hasSize(1);
        assertThat(found.get(0).isError()).isTrue();
        assertThat(found.get(0).problem()).startsWith("S3 does not answer: ");
    }

    @Test
    void anExactKeyAsksForItsBucketOnly() {
        aws.http().stubFor(head(urlPathEqualTo("/other")).willReturn(aResponse()));
        try (S3ArtifactStore store = store("s3://other/a/b.tgz")) {
            assertThat(store.preflight()).isEmpty();
        }
    }

    private static ResponseDefinitionBuilder moved(int status) {
        return aResponse().withStatus(status).withHeader("x-amz-bucket-region", "us-east-2");
    }

    private List<Finding> look(ResponseDefinitionBuilder answer) {
        aws.http().stubFor(head(urlPathEqualTo("/bucket")).willReturn(answer));
        try (S3ArtifactStore store = store("s3://bucket/pre/")) {
            return store.preflight();
        }
    }

    private S3ArtifactStore store(String location) {
        return S3ArtifactStore.builder(location)
                .region("eu-west-1")
                .endpoint(aws.uri())
                .credentials(AwsServer.CREDENTIALS)
                .pathStyle(true)
                .build();
    }
}
