package io.amibuilder.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/**
 * Asks STS by the client that the refused one carries, or else as the refused one would: in its region, at its endpoint and
 * with its credentials. Such a client lives for the one question, because a refusal ends a build. Whatever goes wrong is no
 * answer: it must not hide the refusal.
 */
final class StsDecoder implements Denial.Decoder {
    private static final Logger LOG = LoggerFactory.getLogger(StsDecoder.class);
    /** The answer is a convenience, and must not keep a failed build waiting. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final SdkServiceClientConfiguration.@Nullable Builder refused;

    /** @param refused the settings of the client that was refused; null where it never got to send */
    StsDecoder(SdkServiceClientConfiguration.@Nullable Builder refused) {
        this.refused = refused;
    }

    @Override
    public Optional<String> decode(String encoded) {
        if (!(refused instanceof AwsServiceClientConfiguration.Builder like)) {
            return Optional.empty();
        }
        try {
            StsClient given =
                    like.overrideConfiguration().executionAttributes().getAttribute(AwsCloudProvider.STS_CLIENT);
            return given == null ? askOnce(like, encoded) : ask(given, encoded);
        } catch (AbortedException e) {
            Thread.currentThread().interrupt(); // the SDK may have cleared it
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.debug("An encoded refusal could not be decoded", e);
            return Optional.empty();
        }
    }

    private static Optional<String> askOnce(AwsServiceClientConfiguration.Builder like, String encoded) {
        try (SdkHttpClient http = SdkSetup.httpClient();
                StsClient sts = client(like, http)) {
            return ask(sts, encoded);
        }
    }

    private static Optional<String> ask(StsClient sts, String encoded) {
        return Optional.ofNullable(
                sts.decodeAuthorizationMessage(r -> r.encodedMessage(encoded)).decodedMessage());
    }

    private static StsClient client(AwsServiceClientConfiguration.Builder like, SdkHttpClient http) {
        StsClientBuilder builder = StsClient.builder()
                .httpClient(http)
                .overrideConfiguration(SdkSetup.overrides().toBuilder()
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallAttemptTimeout(TIMEOUT)
                        .apiCallTimeout(TIMEOUT)
                        .build());
        builder.region(like.region());
        builder.credentialsProvider(like.credentialsProvider());
        URI endpoint = like.endpointOverride();
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }
}
