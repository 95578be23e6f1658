package io.amibuilder.aws;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * One request: it notes whether the request was sent, translates its failure, and keeps what creates from being sent
 * twice. It works from within the request, so that it holds for a client that the caller brought, too.
 */
final class Call implements SdkPlugin, ExecutionInterceptor {
    private final boolean creates;
    private final AtomicBoolean sent = new AtomicBoolean();
    private final AtomicReference<SdkServiceClientConfiguration.@Nullable Builder> settings = new AtomicReference<>();

    private Call(boolean creates) {
        this.creates = creates;
    }

    /** A request that may be sent again. The function must give the request this configuration. */
    static <T> T repeatable(String operation, Function<AwsRequestOverrideConfiguration, T> request) {
        return new Call(false).send(operation, request);
    }

    /** A request that is sent once only. The function must give the request this configuration. */
    static <T> T once(String operation, Function<AwsRequestOverrideConfiguration, T> request) {
        return new Call(true).send(operation, request);
    }

    private <T> T send(String operation, Function<AwsRequestOverrideConfiguration, T> request) {
        try {
            return request.apply(
                    AwsRequestOverrideConfiguration.builder().addPlugin(this).build());
        } catch (SdkException e) {
            throw AwsErrors.translate(operation, creates, sent.get(), e, new StsDecoder(settings.get()));
        }
    }

    @Override
    public void configureClient(SdkServiceClientConfiguration.Builder client) {
        settings.set(client);
        ClientOverrideConfiguration.Builder overrides =
                client.overrideConfiguration().toBuilder().addExecutionInterceptor(this);
        if (creates) {
            overrides.retryStrategy(AwsRetryStrategy.doNotRetry());
        }
        client.overrideConfiguration(overrides.build());
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        sent.set(true);
    }
}
