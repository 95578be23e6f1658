package io.amibuilder.aws;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The clients of a provider: those that the caller brought, and those made here, which alone are closed. */
final class Ec2Connection implements AutoCloseable {
    private final Region region;
    private final Optional<URI> endpoint;
    private final Optional<AwsCredentialsProvider> credentials;
    private final Optional<SsmClient> givenSsm;
    private final ClientOverrideConfiguration overrides;
    private final Ec2Client ec2;
    private final boolean ownsEc2;
    private final Ec2Account account;
    private final SdkHttpClient http = SdkSetup.httpClient();
    private @Nullable SsmClient ownSsm; // made when first needed: most builds read one parameter or none

    Ec2Connection(
            Region region,
            Optional<URI> endpoint,
            Optional<AwsCredentialsProvider> credentials,
            Optional<Ec2Client> givenEc2,
            Optional<SsmClient> givenSsm,
            ClientOverrideConfiguration overrides) {
        this.region = region;
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.givenSsm = givenSsm;
        this.overrides = overrides;
        this.ownsEc2 = givenEc2.isEmpty();
        this.account = new Ec2Account(region, endpoint, credentials, givenEc2);
        this.ec2 = givenEc2.orElseGet(() -> configured(Ec2Client.builder()).build());
    }

    Ec2Account account() {
        return account;
    }

    Ec2Client ec2() {
        return ec2;
    }

    synchronized SsmClient ssm() {
        if (givenSsm.isPresent()) {
            return givenSsm.get();
        }
        if (ownSsm == null) {
            ownSsm = configured(SsmClient.builder()).build();
        }
        return ownSsm;
    }

    /** A client of another service like the own ones. It shares their HTTP client, and is its maker's to close. */
    <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B configured(B client) {
        client.region(region).overrideConfiguration(overrides);
        client.httpClient(http);
        endpoint.ifPresent(client::endpointOverride);
        credentials.ifPresent(client::credentialsProvider);
        return client;
    }

    @Override
    public synchronized void close() {
        if (ownsEc2) {
            ec2.close();
        }
        if (ownSsm != null) {
            ownSsm.close();
        }
        http.close();
    }
}
