package io.amibuilder.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** How every client that this module makes for itself is set up; nothing is left to the SDK's changing defaults. */
final class SdkSetup {
    /** A TCP connection within a region takes milliseconds; after this long nobody is going to answer. */
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /**
     * The longest silence while an answer is read. RunInstances may take ten seconds and more. Interrupting a thread does
     * not break a blocked read of the URL-connection client, so that this is the real bound of an interrupted build.
     */
    static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);
    /** The longest single attempt: connecting and a full silence, and a little for an answer that trickles. */
    static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(45);
    /** The longest call in all: every attempt and the pauses between them. */
    static final Duration CALL_TIMEOUT = Duration.ofMinutes(3);
    /**
     * The longest call of a publisher in all: one full silence. A region that hangs keeps the others waiting no longer, and
     * is asked again at the next look anyway.
     */
    static final Duration PUBLISH_TIMEOUT = SOCKET_TIMEOUT;
    /** Reads are sent at most this often; what then still fails is the engine's to repeat, which looks first. */
    static final int READ_ATTEMPTS = 3;

    private SdkSetup() {}

    static SdkHttpClient httpClient() {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(SOCKET_TIMEOUT)
                .build();
    }

    static ClientOverrideConfiguration overrides() {
        return overrides(CALL_TIMEOUT);
    }

    static ClientOverrideConfiguration overrides(Duration callTimeout) {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(retriesOfReads())
                .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                .apiCallTimeout(callTimeout)
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, "ami-builder/" + LibraryVersion.TEXT)
                .build();
    }

    private static RetryStrategy retriesOfReads() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(READ_ATTEMPTS)
                .build();
    }
}
