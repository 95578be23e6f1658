package io.amibuilder.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.storage.StorageException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class S3ArtifactStoreTest {
    // not gzip, which WireMock would unpack
    private static final byte[] TARBALL = {0x1e, (byte) 0x8b, 8, 0, (byte) 0xff, 42};
    private static final Duration HOUR = Duration.ofHours(1);

    @RegisterExtension
    final AwsServer aws = new AwsServer();

    @TempDir
    Path directory;

    private Rootfs rootfs;
    private S3ArtifactStore store;
    private RootfsLocation place;
    private String path;

    @BeforeEach
    void open() throws IOException {
        rootfs = Rootfs.read(Files.write(directory.resolve("fs.tgz"), TARBALL));
        store = builder("s3://bucket/pre/").build();
        place = store.locate(rootfs.digest());
        path = "/bucket/pre/" + rootfs.digest() + ".tgz";
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void locatingNeedsNeitherRegionNorCredentials() {
        try (S3ArtifactStore bare = S3ArtifactStore.at("s3://bucket/pre/");
                S3ArtifactStore exact = S3ArtifactStore.at("s3://bucket/a/b.tgz")) {
            assertThat(bare.locate(rootfs.digest())).isEqualTo(place);
            assertThat(place.uri()).isEqualTo("s3://bucket/pre/" + rootfs.digest() + ".tgz");
            assertThat(exact.locate(rootfs.digest()).uri()).isEqualTo("s3://bucket/a/b.tgz");
        }
        assertThatThrownBy(() -> S3ArtifactStore.at("/tmp/x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be s3://bucket/key or s3://bucket/prefix/, but was '/tmp/x'");
    }

    @Test
    void anUploadCarriesTheWholeTarballAndItsDigestOnceIfNothingIsThere() {
        answer(aResponse().withStatus(200));
        headFails(404);

        store.put(place, rootfs);

        aws.http()
                .verify(
                        1,
                        putRequestedFor(urlEqualTo(path))
                                .withHeader("Content-Length", equalTo("6"))
                                .withHeader("Content-Type", equalTo("application/gzip"))
                                .withHeader("If-None-Match", equalTo("*"))
                                .withHeader("x-amz-checksum-sha256", equalTo(checksum()))
                                .withHeader(
                                        "x-amz-meta-sha256",
                                        equalTo(rootfs.digest().hex()))
                                .withHeader("Content-Encoding", absent())
                                .withHeader("x-amz-checksum-crc32", absent())
                                .withHeader("x-amz-trailer", absent()));
        assertThat(aws.http().findAll(putRequestedFor(urlEqualTo(path))).get(0).getBody())
                .isEqualTo(TARBALL);
    }

    @Test
    void withoutChecksumsTheMetadataAloneTells() {
        answer(aResponse().withStatus(200));
        headFails(404);
        try (S3ArtifactStore plain =
                builder("s3://bucket/pre/").checksums(false).build()) {
            plain.put(place, rootfs);

            aws.http()
                    .verify(putRequestedFor(urlEqualTo(path))
                            .withHeader("x-amz-checksum-sha256", absent())
                            .withHeader(
                                    "x-amz-meta-sha256", equalTo(rootfs.digest().hex())));
            aws.http()
                    .stubFor(head(urlEqualTo(path))
                            .withHeader("x-amz-checksum-mode", absent())
                            .willReturn(aResponse()
                                    .withHeader("Content-Length", "6")
                                    .withHeader(
                                            "x-amz-meta-sha256", rootfs.digest().hex())));
            assertThat(plain.has(place, rootfs)).isTrue();
        }
    }

    @Test
    void anObjectIsThereOnlyWhenSizeAndDigestAgree() {
        headAnswers("6", checksum());
        assertThat(store.has(place, rootfs)).isTrue();
        headAnswers("7", checksum());
        assertThat(store.has(place, rootfs)).isFalse();
        headAnswers("6", "b3RoZXI=");
        assertThat(store.has(place, rootfs)).isFalse();
        headFails(404);
        assertThat(store.has(place, rootfs)).isFalse();
        headFails(403);
        assertThat(store.has(place, rootfs)).isFalse();
        headFails(400);
        assertThat(catchThrowableOfType(StorageException.class, () -> store.has(place, rootfs))
                        .retryable())
                .isFalse();
    }

    @Test
    void whatIsThereAlreadyIsNotSentAgain() {
        headAnswers("6", checksum());

        store.put(place, rootfs);

        aws.http().verify(0, putRequestedFor(urlEqualTo(path)));
    }

    @Test
    void whatAnotherBuildStoresMeanwhileIsFine() {
        exists();
        aws.http()
                .stubFor(head(urlEqualTo(path))
                        .inScenario("race")
                        .whenScenarioStateIs(STARTED)
                        .willSetStateTo("stored")
                        .willReturn(aResponse().withStatus(404)));
        aws.http()
                .stubFor(head(urlEqualTo(path))
                        .inScenario("race")
                        .whenScenarioStateIs("stored")
                        .willReturn(aResponse()
                                .withHeader("Content-Length", "6")
                                .withHeader("x-amz-checksum-sha256", checksum())));

        store.put(place, rootfs);

        aws.http().verify(1, putRequestedFor(urlEqualTo(path)));
    }

    @Test
    void somethingElseAtTheSamePlaceIsReplaced() {
        exists();
        headAnswers("7", checksum());

        store.put(place, rootfs);

        aws.http().verify(1, putRequestedFor(urlEqualTo(path)));
        aws.http().verify(1, putRequestedFor(urlEqualTo(path)).withHeader("If-None-Match", absent()));
    }

    @Test
    void somethingElseThatMayNotBeLookedAtIsReplacedToo() {
        exists();
        headFails(403);

        store.put(place, rootfs);

        aws.http().verify(2, putRequestedFor(urlEqualTo(path)));
        aws.http().verify(1, putRequestedFor(urlEqualTo(path)).withHeader("If-None-Match", absent()));
    }

    @Test
    void aRefusedUploadSaysWhereAndWhyAndIsFinal() {
        answer(aResponse().withStatus(403).withBody(error("AccessDenied")));

        StorageException e = catchThrowableOfType(StorageException.class, () -> store.put(place, rootfs));

        assertThat(e.retryable()).isFalse();
        assertThat(e)
                .hasMessageStartingWith("storage at " + place + ": storing the rootfs failed: ")
                .hasMessageContaining("said AccessDenied")
                .hasMessageContaining("PutObject needs s3:PutObject; IamPolicies.forBuild(build)");
    }

    @Test
    void aTarballThatIsGoneIsFinal() throws IOException {
        headFails(404);
        Files.delete(directory.resolve("fs.tgz"));

        StorageException e = catchThrowableOfType(StorageException.class, () -> store.put(place, rootfs));

        assertThat(e.retryable()).isFalse();
        assertThat(e).hasMessageContaining("opening the packed rootfs");
    }

    @Test
    void aServerThatCannotBeReachedMayBeTriedAgain() {
        try (S3ArtifactStore nobody = builder("s3://bucket/pre/")
                .endpoint(URI.create("http://127.0.0.1:1"))
                .build()) {
            assertThat(catchThrowableOfType(StorageException.class, () -> nobody.put(place, rootfs))
                            .retryable())
                    .isTrue();
        }
    }

    @Test
    void aDownloadLinkIsFetchedByAnyoneWithoutCredentials() throws Exception {
        aws.http().stubFor(get(urlPathEqualTo(path)).willReturn(aResponse().withBody(TARBALL)));

        URI link = store.downloadLink(place, HOUR).orElseThrow();

        HttpResponse<byte[]> fetched = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(fetched.body()).isEqualTo(TARBALL);
        assertThat(link.getQuery())
                .contains("X-Amz-Signature=", "X-Amz-Expires=3600", "X-Amz-SignedHeaders=host")
                .doesNotContain("not-a-secret");
        assertThat(aws.http().getAllServeEvents()).as("signing asks nobody").hasSize(1);
    }

    @Test
    void aReportIsUploadedByALinkWithoutHeadersAndReadBack() throws Exception {
        answer(aResponse().withStatus(200));
        URI link = store.reportLink("abc.log", HOUR).orElseThrow();
        HttpResponse<Void> stored = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(link)
                                .PUT(HttpRequest.BodyPublishers.ofString("the log"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        assertThat(stored.statusCode()).isEqualTo(200);
        assertThat(link.getPath()).isEqualTo("/bucket/pre/reports/abc.log");
        assertThat(link.getQuery()).contains("X-Amz-SignedHeaders=host");

        answer(aResponse().withStatus(200).withBody("the log"));
        assertThat(store.readReport("abc.log")).contains("the log");
        answer(aResponse().withStatus(404));
        assertThat(store.readReport("abc.log")).isEmpty();
    }

    @Test
    void aLinkOfAwsItselfNamesTheBucketInTheHost() {
        try (S3ArtifactStore real = S3ArtifactStore.builder("s3://bucket/pre/")
                .region("eu-west-1")
                .credentials(AwsServer.CREDENTIALS)
                .build()) {
            assertThat(real.downloadLink(place, HOUR).orElseThrow().getHost())
                    .isEqualTo("bucket.s3.eu-west-1.amazonaws.com");
        }
    }

    @Test
    void aLinkLivesAtMostAWeek() {
        assertThatThrownBy(() -> store.downloadLink(place, Duration.ofDays(8)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("valid for up to PT168H, but was to be for PT192H");
        assertThatThrownBy(() -> store.downloadLink(place, Duration.ZERO)).isInstanceOf(StorageException.class);
    }

    @Test
    void aPlaceThatIsNoObjectInS3IsRefused() {
        assertThatThrownBy(() -> store.has(new RootfsLocation("file:///x/y"), rootfs))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("must be an object in S3");
        assertThatThrownBy(() -> store.put(new RootfsLocation("s3://bucket/pre/"), rootfs))
                .isInstanceOf(StorageException.class);
    }

    private S3ArtifactStoreBuilder builder(String location) {
        return S3ArtifactStore.builder(location)
                .region("eu-west-1")
                .endpoint(aws.uri())
                .credentials(AwsServer.CREDENTIALS)
                .pathStyle(true);
    }

    private void answer(ResponseDefinitionBuilder response) {
        aws.http().stubFor(any(anyUrl()).willReturn(response));
    }

    private void headAnswers(String sizeBytes, String checksum) {
        aws.http()
                .stubFor(head(urlEqualTo(path))
                        .withHeader("x-amz-checksum-mode", equalTo("ENABLED"))
                        .willReturn(aResponse()
                                .withHeader("Content-Length", sizeBytes)
                                .withHeader("x-amz-checksum-sha256", checksum)));
    }

    private void exists() {
        aws.http()
                .stubFor(put(urlEqualTo(path))
                        .withHeader("If-None-Match", equalTo("*"))
                        .willReturn(aResponse().withStatus(412).withBody(error("PreconditionFailed"))));
        aws.http()
                .stubFor(put(urlEqualTo(path))
                        .withHeader("If-None-Match", absent())
                        .willReturn(aResponse()));
    }

    private void headFails(int status) {
        aws.http().stubFor(head(urlEqualTo(path)).willReturn(aResponse().withStatus(status)));
    }

    private String checksum() {
        return Base64.getEncoder()
                .encodeToString(HexFormat.of().parseHex(rootfs.digest().hex()));
    }

    private static String error(String code) {
        return "<Error><Code>" + code + "</Code><Message>said " + code + "</Message></Error>";
    }
}
