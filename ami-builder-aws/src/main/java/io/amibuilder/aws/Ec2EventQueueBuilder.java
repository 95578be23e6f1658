package io.amibuilder.aws;

import io.amibuilder.wait.Time;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Describes an {@link Ec2EventQueue}. Not safe for use by several threads. */
public final class Ec2EventQueueBuilder {
    private static final Pattern URL = Pattern.compile("https?://[^/]+/.+");
    private static final Pattern AWS_URL = Pattern.compile("https://sqs\\.([a-z0-9-]+)\\.amazonaws\\.com(\\.cn)?/.*");

    private final String queueUrl;
    private Optional<String> region = Optional.empty();
    private Optional<URI> endpoint = Optional.empty();
    private Optional<AwsCredentialsProvider> credentials = Optional.empty();
    private Optional<SqsClient> client = Optional.empty();
    private Time time = Time.system();

    Ec2EventQueueBuilder(String queueUrl) {
        this.queueUrl = queueUrl;
    }

    /**
     * The queue's region, as in {@code eu-west-1}; by default that in the queue's URL, else what the SDK finds.
     *
     * @param name the region's name
     * @return this builder
     */
    public Ec2EventQueueBuilder region(String name) {
        region = Optional.of(name);
        return this;
    }

    /**
     * Where SQS answers; by default {@code AWS_ENDPOINT_URL} or AWS itself.
     *
     * @param uri an absolute URI
     * @return this builder
     */
    public Ec2EventQueueBuilder endpoint(URI uri) {
        endpoint = Optional.of(uri);
        return this;
    }

    /**
     * Whose calls these are; by default what the SDK finds.
     *
     * @param provider gives the credentials
     * @return this builder
     */
    public Ec2EventQueueBuilder credentials(AwsCredentialsProvider provider) {
        credentials = Optional.of(provider);
        return this;
    }

    /**
     * The client to use instead of an own one. It stays the caller's to close; its time-outs apply, and must be longer
     * than the 20 seconds for which SQS holds a poll.
     *
     * @param given the caller's
     * @return this builder
     */
    @SuppressWarnings("exports") // who has such a client requires its module
    public Ec2EventQueueBuilder client(SqsClient given) {
        client = Optional.of(given);
        return this;
    }

    /**
     * In which the pauses after failures pass; by default {@link Time#system()}.
     *
     * @param given the caller's
     * @return this builder
     */
    public Ec2EventQueueBuilder time(Time given) {
        time = given;
        return this;
    }

    /**
     * Starts to listen, on a thread of its own.
     *
     * @param onEvents called on that thread, at most once a second, when an instance has stopped or ended or an image has
     *     come to its end, whosever they are: the wakeAll of WakeUps. It must return soon
     * @return the listener, to be closed
     * @throws AwsSettingsException when the URL is malformed, or no region is to be found
     */
    public Ec2EventQueue listen(Runnable onEvents) {
        if (!URL.matcher(queueUrl).matches()) {
            throw new AwsSettingsException(
                    "Ec2EventQueue:",
                    List.of("the queue's URL must be as in https://sqs.eu-west-1.amazonaws.com/111122223333/bakes,"
                            + " but was '" + queueUrl + "'"));
        }
        if (client.isPresent()) {
            return Ec2EventQueue.start(receiver(client.get(), onEvents), () -> {});
        }
        SdkHttpClient http = SdkSetup.httpClient();
        SqsClient own = client(http);
        return Ec2EventQueue.start(receiver(own, onEvents), () -> {
            own.close();
            http.close();
        });
    }

    private Ec2EventReceiver receiver(SqsClient sqs, Runnable onEvents) {
        return new Ec2EventReceiver(sqs, queueUrl, time, onEvents);
    }

    private SqsClient client(SdkHttpClient http) {
        Matcher known = AWS_URL.matcher(queueUrl);
        Optional<String> where = region.or(() -> known.matches() ? Optional.of(known.group(1)) : Optional.empty());
        var builder = SqsClient.builder()
                .region(Regions.of("Ec2EventQueue", where))
                .httpClient(http)
                .overrideConfiguration(SdkSetup.overrides());
        endpoint.ifPresent(builder::endpointOverride);
        credentials.ifPresent(builder::credentialsProvider);
        return builder.build();
    }

    @Override
    public String toString() {
        return "builder of an event queue at " + queueUrl;
    }
}
