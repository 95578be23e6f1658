package io.amibuilder.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.Sha256;
import io.amibuilder.storage.StorageException;
import io.amibuilder.storage.UploadProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a multipart upload says to S3, and what it makes of S3's refusals. */
class S3MultipartTest {
    private static final byte[] TARBALL = "0123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final long PART_BYTES = 4; // three parts: 4, 4 and 2 bytes

    @RegisterExtension
    final AwsServer aws = new AwsServer();

    @TempDir
    Path directory;

    private Rootfs rootfs;
    private RootfsLocation place;
    private String path;

    @BeforeEach
    void serve() throws IOException {
        rootfs = Rootfs.read(Files.write(directory.resolve("fs.tgz"), TARBALL));
        path = "/bucket/pre/" + rootfs.digest() + ".tgz";
        place = new RootfsLocation("s3:/" + path);
        stub(head(urlPathEqualTo(path)), aResponse().withStatus(404));
        stub(
                post(urlPathEqualTo(path)).withQueryParam("uploads", equalTo("")),
                aResponse()
                        .withBody("<InitiateMultipartUploadResult><UploadId>u-1</UploadId>"
                                + "</InitiateMultipartUploadResult>"));
        for (int part = 1; part <= 3; part++) {
            stub(
                    put(urlPathEqualTo(path)).withQueryParam("partNumber", equalTo("" + part)),
                    aResponse().withHeader("ETag", "\"tag-" + part + "\""));
        }
        stub(delete(anyUrl()), aResponse().withStatus(204));
        completeAnswers(aResponse().withBody("<CompleteMultipartUploadResult/>"));
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void everyPartCarriesItsBytesAndItsDigestAndTheWholeIsInTheMetadata() {
        send(builder());

        aws.http()
                .verify(
                        1,
                        postRequestedFor(urlPathEqualTo(path))
                                .withQueryParam("uploads", equalTo(""))
                                .withHeader("x-amz-checksum-algorithm", equalTo("SHA256"))
                                .withHeader("x-amz-checksum-type", absent())
                                .withHeader("Content-Type", equalTo("application/gzip"))
                                .withHeader("x-amz-server-side-encryption", absent())
                                .withHeader(
                                        "x-amz-meta-sha256",
                                        equalTo(rootfs.digest().hex())));
        for (int part = 1; part <= 3; part++) {
            byte[] bytes = Arrays.copyOfRange(TARBALL, (part - 1) * 4, Math.min(part * 4, 10));
            aws.http()
                    .verify(
                            1,
                            part(part)
                                    .withHeader("Content-Length", equalTo("" + bytes.length))
                                    .withHeader("x-amz-checksum-sha256", equalTo(S3Objects.base64(Sha256.of(bytes)))));
            assertThat(aws.http().findAll(part(part)).get(0).getBody()).isEqualTo(bytes);
        }
        aws.http()
                .verify(
                        1,
                        complete()
                                .withHeader("If-None-Match", equalTo("*"))
                                .withRequestBody(containing("<ETag>&quot;tag-1&quot;</ETag>"))
                                .withRequestBody(containing(
                                        "<ChecksumSHA256>" + S3Objects.base64(Sha256.of("89")) + "</ChecksumSHA256>"))
                                .withRequestBody(containing("<PartNumber>3</PartNumber>")));
        aws.http().verify(0, deleteRequestedFor(anyUrl()));
    }

    @Test
    void withoutChecksumsNoneIsSent() {
        send(builder().checksums(false));

        aws.http()
                .verify(postRequestedFor(urlPathEqualTo(path))
                        .withQueryParam("uploads", equalTo(""))
                        .withHeader("x-amz-checksum-algorithm", absent()));
        aws.http().verify(1, part(1).withHeader("x-amz-checksum-sha256", absent()));
    }

    @Test
    void theChosenEncryptionIsAskedForOfPartsAndOfWholes() {
        send(builder().encryption(S3Encryption.kms("alias/amis").bucketKey(true)));
        stub(put(urlPathEqualTo(path)).withQueryParam("partNumber", absent()), aResponse());
        send(builder().encryption(S3Encryption.s3()).partBytes(100));

        aws.http()
                .verify(postRequestedFor(urlPathEqualTo(path))
                        .withQueryParam("uploads", equalTo(""))
                        .withHeader("x-amz-server-side-encryption", equalTo("aws:kms"))
                        .withHeader("x-amz-server-side-encryption-aws-kms-key-id", equalTo("alias/amis"))
                        .withHeader("x-amz-server-side-encryption-bucket-key-enabled", equalTo("true")));
        aws.http()
                .verify(putRequestedFor(urlPathEqualTo(path))
                        .withQueryParam("partNumber", absent())
                        .withHeader("x-amz-server-side-encryption", equalTo("AES256"))
                        .withHeader("x-amz-server-side-encryption-aws-kms-key-id", absent()));
    }

    @Test
    void theAccountsOwnKeyIsAskedForWithoutAName() {
        stub(put(urlPathEqualTo(path)).withQueryParam("partNumber", absent()), aResponse());
        send(builder().encryption(S3Encryption.kms()).partBytes(100));

        aws.http()
                .verify(putRequestedFor(urlPathEqualTo(path))
                        .withHeader("x-amz-server-side-encryption", equalTo("aws:kms"))
                        .withHeader("x-amz-server-side-encryption-aws-kms-key-id", absent())
                        .withHeader("x-amz-server-side-encryption-bucket-key-enabled", absent()));
    }

    @Test
    void anEncryptionThatCannotBeIsRefused() {
        assertThatThrownBy(() -> S3Encryption.kms(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be an id, an ARN or an alias, but was blank");
        assertThatThrownBy(() -> S3Encryption.s3().bucketKey(true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bucket key goes with kms(...) only, but this is encryption AES256");
    }

    @Test
    void aRefusedPartAbortsTheUpload() {
        stub(put(urlPathEqualTo(path)).withQueryParam("partNumber", equalTo("2")), denied());

        StorageException e = catchThrowableOfType(StorageException.class, () -> send(builder()));

        assertThat(e.retryable()).isFalse();
        assertThat(e).hasMessageContaining("storing the rootfs failed: said AccessDenied");
        aws.http().verify(1, aborted());
        aws.http().verify(0, complete());
    }

    @Test
    void anAbortThatFailsDoesNotHideWhy() {
        stub(put(urlPathEqualTo(path)).withQueryParam("partNumber", equalTo("2")), denied());
        stub(delete(anyUrl()), aResponse().withStatus(403).withBody(error("NoAbort")));

        StorageException e = catchThrowableOfType(StorageException.class, () -> send(builder()));

        assertThat(e).hasMessageContaining("said AccessDenied");
        assertThat(e.getCause().getSuppressed()).singleElement().asString().contains("said NoAbort");
    }

    @Test
    void aPartThatIsLostOnItsWayIsSentAgain() {
        aws.http()
                .stubFor(put(urlPathEqualTo(path))
                        .withQueryParam("partNumber", equalTo("2"))
                        .inScenario("lost")
                        .whenScenarioStateIs(STARTED)
                        .willSetStateTo("found")
                        .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        aws.http()
                .stubFor(put(urlPathEqualTo(path))
                        .withQueryParam("partNumber", equalTo("2"))
                        .inScenario("lost")
                        .whenScenarioStateIs("found")
                        .willReturn(aResponse().withHeader("ETag", "\"tag-2\"")));

        send(builder());

        aws.http().verify(2, part(2));
        aws.http().verify(1, complete());
    }

    @Test
    void aFailureInAnAnswerOfStatus200IsAFailure() {
        completeAnswers(aResponse().withStatus(200).withBody(error("InternalError")));

        StorageException e = catchThrowableOfType(StorageException.class, () -> send(builder()));

        assertThat(e.retryable()).isTrue();
        assertThat(e).hasMessageContaining("said InternalError");
        aws.http().verify(1, aborted());
    }

    @Test
    void anUploadThatWasCompleteBeforeItsAnswerWasLostIsFine() {
        isThereAfterFirstLook();
        completeAnswers(aResponse().withStatus(404).withBody(error("NoSuchUpload")));

        send(builder());

        aws.http().verify(1, complete());
    }

    @Test
    void whatAnotherBuildHasStoredMeanwhileIsFine() {
        isThereAfterFirstLook();
        completeAnswers(aResponse().withStatus(412).withBody(error("PreconditionFailed")));

        send(builder());

        aws.http().verify(1, complete());
        aws.http().verify(1, aborted());
    }

    @Test
    void otherContentThatCameMeanwhileIsReplaced() {
        aws.http()
                .stubFor(post(urlPathEqualTo(path))
                        .withQueryParam("uploadId", equalTo("u-1"))
                        .withHeader("If-None-Match", equalTo("*"))
                        .willReturn(aResponse().withStatus(412).withBody(error("PreconditionFailed"))));

        send(builder());

        aws.http().verify(1, complete().withHeader("If-None-Match", absent()));
    }

    @Test
    void aServerThatKnowsNoConditionsIsAskedWithoutAndNotSentThePartsAgain() {
        aws.http()
                .stubFor(post(urlPathEqualTo(path))
                        .withQueryParam("uploadId", equalTo("u-1"))
                        .withHeader("If-None-Match", equalTo("*"))
                        .willReturn(aResponse().withStatus(501).withBody(error("NotImplemented"))));

        send(builder());

        aws.http().verify(1, complete().withHeader("If-None-Match", absent()));
        aws.http().verify(1, part(1));
        aws.http().verify(0, aborted());
    }

    @Test
    void aConflictMayBeTriedAgain() {
        completeAnswers(aResponse().withStatus(409).withBody(error("ConditionalRequestConflict")));

        assertThat(catchThrowableOfType(StorageException.class, () -> send(builder()))
                        .retryable())
                .isTrue();
        aws.http().verify(1, aborted());
    }

    @Test
    void aRootfsBeyondTenThousandPartsGetsLargerOnes() {
        S3UploadSettings settings =
                new S3UploadSettings(true, S3Encryption.bucketDefault(), S3UploadSettings.PART_BYTES);
        long gib = 1024L * 1024 * 1024;

        assertThat(settings.singleBytes()).isEqualTo(16 * 1024 * 1024);
        assertThat(settings.partBytesOf(gib)).isEqualTo(8 * 1024 * 1024);
        for (long sizeBytes : new long[] {78 * gib, 79 * gib, 500 * gib, S3UploadSettings.MAX_BYTES}) {
            long partBytes = settings.partBytesOf(sizeBytes);
            assertThat((sizeBytes + partBytes - 1) / partBytes).isLessThanOrEqualTo(S3UploadSettings.MAX_PARTS);
            assertThat(partBytes).isLessThanOrEqualTo(5 * gib);
        }
    }

    private S3ArtifactStoreBuilder builder() {
        return S3ArtifactStore.builder("s3://bucket/pre/")
                .region("eu-west-1")
                .endpoint(aws.uri())
                .credentials(AwsServer.CREDENTIALS)
                .pathStyle(true)
                .partBytes(PART_BYTES);
    }

    private void send(S3ArtifactStoreBuilder builder) {
        try (S3ArtifactStore store = builder.build()) {
            store.put(place, rootfs, UploadProgress.NONE);
        }
    }

    private void stub(MappingBuilder request, ResponseDefinitionBuilder response) {
        aws.http().stubFor(request.willReturn(response));
    }

    private void completeAnswers(ResponseDefinitionBuilder response) {
        stub(post(urlPathEqualTo(path)).withQueryParam("uploadId", equalTo("u-1")), response);
    }

    private void isThereAfterFirstLook() {
        aws.http()
                .stubFor(head(urlPathEqualTo(path))
                        .inScenario("race")
                        .whenScenarioStateIs(STARTED)
                        .willSetStateTo("stored")
                        .willReturn(aResponse().withStatus(404)));
        aws.http()
                .stubFor(head(urlPathEqualTo(path))
                        .inScenario("race")
                        .whenScenarioStateIs("stored")
                        .willReturn(aResponse()
                                .withHeader("Content-Length", "10")
                                .withHeader("x-amz-checksum-sha256", "composite-3")
                                .withHeader("x-amz-meta-sha256", rootfs.digest().hex())));
    }

    private RequestPatternBuilder part(int number) {
        return putRequestedFor(urlPathEqualTo(path))
                .withQueryParam("partNumber", equalTo("" + number))
                .withQueryParam("uploadId", equalTo("u-1"));
    }

    private RequestPatternBuilder complete() {
        return postRequestedFor(urlPathEqualTo(path)).withQueryParam("uploadId", equalTo("u-1"));
    }

    private RequestPatternBuilder aborted() {
        return deleteRequestedFor(urlPathEqualTo(path)).withQueryParam("uploadId", equalTo("u-1"));
    }

    private static ResponseDefinitionBuilder denied() {
        return aResponse().withStatus(403).withBody(error("AccessDenied"));
    }

    private static String error(String code) {
        return "<Error><Code>" + code + "</Code><Message>said " + code + "</Message></Error>";
    }
}
