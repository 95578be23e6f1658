package io.amibuilder.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.publish.PublishTarget;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** In which order, and by whom, the regions of a publication are worked at. */
class RegionwiseTest {
    private static final List<String> REGIONS = List.of("eu-west-1", "us-east-1", "us-west-2");
    private static final ImageStatus IMAGE = new ImageStatus(
            new ImageId("ami-1"), "web-1.0-1", ImageState.AVAILABLE, "", Instant.EPOCH, Map.of("Name", "web"));

    @RegisterExtension
    final AwsServer aws = new AwsServer();

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @BeforeEach
    void answers() {
        aws.stub(
                "DescribeImages",
                aResponse().withBody("<DescribeImagesResponse><imagesSet/></DescribeImagesResponse>"));
        aws.answer("CopyImage", "<CopyImageResponse><imageId>ami-2</imageId></CopyImageResponse>");
    }

    @AfterEach
    void end() {
        Thread.interrupted();
        threads.shutdownNow();
    }

    @Test
    void withThreadsNoRegionWaitsForAnother() {
        CyclicBarrier all = new CyclicBarrier(REGIONS.size()); // nobody passes before everybody has come
        List<PublishTarget> targets = publish(threads, () -> meet(all));

        assertThat(targets).extracting(PublishTarget::place).isEqualTo(REGIONS);
        assertThat(asked).containsExactlyInAnyOrderElementsOf(REGIONS);
        assertThat(aws.requests("CopyImage")).hasSize(2);
    }

    @Test
    void withoutThreadsTheCallersAsksInTurnTheCopiesFirst() {
        Thread caller = Thread.currentThread();

        publish(Regionwise.IN_TURN, () -> assertThat(Thread.currentThread()).isSameAs(caller));

        assertThat(asked).containsExactly("us-east-1", "us-west-2", "eu-west-1");
    }

    @Test
    void anExecutorThatIsBusyWithTheBuildItselfIsNotWaitedFor() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            assertThat(one.submit(() -> publish(one, () -> {})).get(1, TimeUnit.MINUTES))
                    .hasSize(REGIONS.size());
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void anExecutorThatIsShutDownIsDoneWithout() {
        threads.shutdown();

        assertThat(publish(threads, () -> {})).hasSize(REGIONS.size());
    }

    @Test
    void anInterruptedCallerDoesNotWaitForARegionThatHangs() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Supplier<String> hangs = () -> {
            begun.countDown();
            try {
                Thread.currentThread().join(); // until it is interrupted
            } catch (InterruptedException e) {
                ended.countDown();
            }
            return "";
        };
        Supplier<String> interrupts = () -> {
            Thread.currentThread().interrupt();
            return "";
        };
        Executor hanging = task -> {
            if (begun.getCount() == 1) {
                threads.execute(task);
                await(begun);
            }
        };

        assertThatThrownBy(() -> new Regionwise(hanging).all(List.of(hangs, interrupts)))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.RETRYABLE));
        assertThat(Thread.interrupted()).isTrue();
        await(ended);
    }

    @Test
    void whatIsNoMatterOfOneRegionEndsItAll() {
        Supplier<String> fails = () -> {
            throw new IllegalStateException("a defect");
        };

        assertThatThrownBy(() -> new Regionwise(Regionwise.IN_TURN).all(List.of(fails, () -> {
                    asked.add("next");
                    return "";
                })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a defect");
        assertThat(asked).isEmpty();
    }

    private List<PublishTarget> publish(Executor executor, Runnable beforeTheFirstRequest) {
        List<Ec2Client> clients = new CopyOnWriteArrayList<>();
        try (AwsPublisher publisher = AwsPublisher.builder()
                .region(REGIONS.get(0))
                .copyTo(REGIONS.get(1))
                .copyTo(REGIONS.get(2))
                .ec2Clients(region -> {
                    clients.add(client(region, beforeTheFirstRequest));
                    return clients.get(clients.size() - 1);
                })
                .executor(executor)
                .build()) {
            return publisher.publish(IMAGE);
        } finally {
            clients.forEach(Ec2Client::close);
        }
    }

    private Ec2Client client(String region, Runnable beforeTheFirstRequest) {
        ExecutionInterceptor notes = new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                if (!asked.contains(region)) {
                    asked.add(region);
                    beforeTheFirstRequest.run();
                }
            }
        };
        return Ec2Client.builder()
                .region(Region.of(region))
                .endpointOverride(aws.uri())
                .credentialsProvider(AwsServer.CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(
                        o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()).addExecutionInterceptor(notes))
                .build();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
