package io.amibuilder.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.Query;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.Sha256;
import io.amibuilder.wait.Time;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Every client that this module makes says who it is and sends reads again; every client of the caller's is used as it is. */
class ClientsTest {
    private static final String QUEUE = "https://sqs.eu-west-1.amazonaws.com/111122223333/bakes";

    @RegisterExtension
    final AwsServer aws = new AwsServer();

    @BeforeEach
    void everythingIsUnavailable() {
        aws.http().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
    }

    @Test
    void ec2() {
        try (AwsCloudProvider provider = aws.provider().build()) {
            assertThatThrownBy(() -> provider.instances(Query.build("b"))).isInstanceOf(CloudException.class);
        }
        verifyOwnClient();
    }

    @Test
    void ssm() {
        try (AwsCloudProvider provider = aws.provider().build()) {
            assertThatThrownBy(() -> provider.resolve(BaseImage.ssmParameter("/base")))
                    .isInstanceOf(CloudException.class);
        }
        verifyOwnClient();
    }

    @Test
    void ec2OfAPublisher() {
        ImageStatus image =
                new ImageStatus(new ImageId("ami-1"), "web-1-1", ImageState.AVAILABLE, "", Instant.EPOCH, Map.of());
        try (AwsPublisher publisher = AwsPublisher.builder()
                .region("eu-west-1")
                .endpoint(aws.uri())
                .credentials(AwsServer.CREDENTIALS)
                .build()) {
            assertThat(publisher.publish(image))
                    .singleElement()
                    .satisfies(target -> assertThat(target.state()).isEqualTo(PublishTarget.State.PENDING));
        }
        verifyOwnClient();
    }

    @Test
    void serviceQuotas() {
        Ec2Connection connection = new Ec2Connection(
                Region.EU_WEST_1,
                Optional.of(aws.uri()),
                Optional.of(AwsServer.CREDENTIALS),
                Optional.empty(),
                Optional.empty(),
                SdkSetup.overrides());
        try (connection) {
            assertThatThrownBy(() -> new QuotaSource(connection, Optional.empty()).vcpus("L-1"))
                    .isInstanceOf(CloudException.class);
        }
        verifyOwnClient();
    }

    @Test
    void s3() {
        try (S3ArtifactStore store = store().build()) {
            assertThat(store.preflight()).hasSize(1);
        }
        verifyOwnClient();
    }

    @Test
    void sqs() throws Exception {
        FirstPause time = new FirstPause();
        Ec2EventQueue queue = Ec2EventQueue.builder(QUEUE)
                .endpoint(aws.uri())
                .credentials(AwsServer.CREDENTIALS)
                .time(time)
                .listen(() -> {});
        assertThat(time.begun.await(1, TimeUnit.MINUTES)).isTrue();
        queue.close();
        queue.join();
        verifyOwnClient();
    }

    @Test
    void aGivenSsmClientIsUsedAndLeftOpen() {
        try (SsmClient client = impatient(SsmClient.builder()).build()) {
            AwsCloudProvider provider = aws.provider().ssmClient(client).build();
            assertThatThrownBy(() -> provider.resolve(BaseImage.ssmParameter("/base")))
                    .isInstanceOf(CloudException.class);
            provider.close();
            verifyGivenClient();
            stillWorks(() -> client.getParameter(r -> r.name("/base")));
        }
    }

    @Test
    void aGivenServiceQuotasClientIsUsedAndLeftOpen() {
        try (ServiceQuotasClient client =
                impatient(ServiceQuotasClient.builder()).build()) {
            Ec2Connection none = new Ec2Connection(
                    Region.EU_WEST_1,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    SdkSetup.overrides());
            try (none) {
                assertThatThrownBy(() -> new QuotaSource(none, Optional.of(client)).vcpus("L-1"))
                        .isInstanceOf(CloudException.class);
            }
            verifyGivenClient();
            stillWorks(() -> client.getServiceQuota(r -> r.serviceCode("ec2").quotaCode("L-1")));
        }
    }

    @Test
    void aGivenS3ClientIsUsedAndLeftOpen() {
        try (S3Client client =
                impatient(S3Client.builder()).forcePathStyle(true).build()) {
            S3ArtifactStore store = store().client(client).build();
            assertThat(store.preflight()).hasSize(1);
            store.close();
            verifyGivenClient();
            stillWorks(() -> client.headBucket(r -> r.bucket("bucket")));
        }
    }

    @Test
    void aGivenPresignerSignsAndIsLeftOpen() {
        try (S3Presigner presigner = S3Presigner.builder()
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(URI.create("https://links.example"))
                .credentialsProvider(AwsServer.CREDENTIALS)
                .build()) {
            for (int use = 0; use < 2; use++) { // the first use closes its store
                try (S3ArtifactStore store = store().presigner(presigner).build()) {
                    RootfsLocation place = store.locate(Sha256.of(new byte[] {1}));
                    assertThat(store.downloadLink(place, Duration.ofHours(1)))
                            .get()
                            .asString()
                            .startsWith("https://bucket.links.example/pre/")
                            .contains("eu-central-1");
                }
            }
        }
    }

    @Test
    void aGivenSqsClientIsUsedAndLeftOpen() throws Exception {
        FirstPause time = new FirstPause();
        try (SqsClient client = impatient(SqsClient.builder()).build()) {
            Ec2EventQueue queue =
                    Ec2EventQueue.builder(QUEUE).client(client).time(time).listen(() -> {});
            assertThat(time.begun.await(1, TimeUnit.MINUTES)).isTrue();
            queue.close();
            queue.join();
            verifyGivenClient();
            stillWorks(() -> client.receiveMessage(r -> r.queueUrl(QUEUE)));
        }
    }

    private S3ArtifactStoreBuilder store() {
        return S3ArtifactStore.builder("s3://bucket/pre/")
                .region("eu-west-1")
                .endpoint(aws.uri())
                .credentials(AwsServer.CREDENTIALS)
                .pathStyle(true);
    }

    private <B extends AwsClientBuilder<B, ?>> B impatient(B builder) {
        return builder.region(Region.EU_WEST_1)
                .endpointOverride(aws.uri())
                .credentialsProvider(AwsServer.CREDENTIALS)
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }

    /** Ours: named, and sent as often as a read is. */
    private void verifyOwnClient() {
        aws.http()
                .verify(
                        SdkSetup.READ_ATTEMPTS,
                        anyRequestedFor(anyUrl())
                                .withHeader("User-Agent", matching("ami-builder/[0-9]+\\.[0-9]+\\.[0-9]+\\S* .*")));
        assertThat(aws.http().getAllServeEvents()).hasSize(SdkSetup.READ_ATTEMPTS);
    }

    /** The caller's: as it was set up, with no word of ours. */
    private void verifyGivenClient() {
        assertThat(aws.http().getAllServeEvents()).hasSize(1);
        aws.http().verify(0, anyRequestedFor(anyUrl()).withHeader("User-Agent", matching("ami-builder/.*")));
    }

    /** A closed client would fail before it sends anything. */
    private void stillWorks(Runnable request) {
        assertThatThrownBy(request::run).isNotInstanceOf(AmiBuilderException.class);
        assertThat(aws.http().getAllServeEvents()).hasSize(2);
    }

    /** Time in which the first pause never ends, so that one failure is all there is. */
    private static final class FirstPause implements Time {
        private final CountDownLatch begun = new CountDownLatch(1);

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            begun.countDown();
            Thread.currentThread().join(); // until it is interrupted
        }
    }
}
