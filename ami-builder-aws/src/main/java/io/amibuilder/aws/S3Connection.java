package io.amibuilder.aws;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The clients of a store, made with the first request: locating an object needs neither region nor credentials. */
final class S3Connection implements AutoCloseable {
    private final Optional<String> regionName;
    private final Optional<URI> endpoint;
    private final Optional<AwsCredentialsProvider> credentials;
    private final Optional<S3Client> given;
    private final Optional<S3Presigner> givenPresigner;
    private final boolean pathStyle;
    private @Nullable SdkHttpClient http;
    private @Nullable S3Client own;
    private @Nullable S3Presigner presigner;
    private @Nullable IdentityProvider<? extends AwsCredentialsIdentity> identities;

    S3Connection(
            Optional<String> regionName,
            Optional<URI> endpoint,
            Optional<AwsCredentialsProvider> credentials,
            Optional<S3Client> given,
            Optional<S3Presigner> givenPresigner,
            boolean pathStyle) {
        this.regionName = regionName;
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.given = given;
        this.givenPresigner = givenPresigner;
        this.pathStyle = pathStyle;
    }

    synchronized S3Client client() {
        if (given.isPresent()) {
            return given.get();
        }
        if (own == null) {
            var builder = S3Client.builder().region(region()).forcePathStyle(pathStyle);
            endpoint.ifPresent(builder::endpointOverride);
            credentials.ifPresent(builder::credentialsProvider);
            http = SdkSetup.httpClient();
            own = builder.httpClient(http)
                    .overrideConfiguration(SdkSetup.overrides())
                    // We send the checksum ourselves. The SDK's, in chunks, is not understood by every S3 server
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .serviceConfiguration(S3Configuration.builder()
                            .chunkedEncodingEnabled(false)
                            .build())
                    .build();
        }
        return own;
    }

    synchronized S3Presigner presigner() {
        if (givenPresigner.isPresent()) {
            return givenPresigner.get();
        }
        if (presigner == null) {
            var builder = S3Presigner.builder()
                    .serviceConfiguration(S3Configuration.builder()
                            .pathStyleAccessEnabled(pathStyle)
                            .build());
            given.map(S3Client::serviceClientConfiguration)
                    .ifPresentOrElse(client -> likeClient(builder, client), () -> builder.region(region()));
            endpoint.ifPresent(builder::endpointOverride);
            presigner = builder.credentialsProvider(identities()).build();
        }
        return presigner;
    }

    private static void likeClient(S3Presigner.Builder builder, S3ServiceClientConfiguration client) {
        builder.region(client.region());
        client.endpointOverride().ifPresent(builder::endpointOverride);
    }

    /** When the credentials that sign end by themselves, as temporary ones do; empty when they do not say. */
    Optional<Instant> credentialsEnd() {
        return givenPresigner.isPresent() // whose credentials nobody can ask for
                ? Optional.empty()
                : identities().resolveIdentity().join().expirationTime();
    }

    private synchronized IdentityProvider<? extends AwsCredentialsIdentity> identities() {
        if (identities == null) {
            if (credentials.isPresent()) {
                identities = credentials.get();
            } else if (given.isPresent()) {
                identities = given.get().serviceClientConfiguration().credentialsProvider();
            } else {
                identities = DefaultCredentialsProvider.builder().build();
            }
        }
        return identities;
    }

    /** The region that it was told, by name or with a client; empty when the SDK will find it. */
    Optional<String> givenRegion() {
        return given.map(client -> client.serviceClientConfiguration().region().id())
                .or(() -> regionName);
    }

    private Region region() {
        return Regions.of("S3ArtifactStore", regionName);
    }

    @Override
    public synchronized void close() {
        if (presigner != null) {
            presigner.close();
        }
        if (identities instanceof DefaultCredentialsProvider search && credentials.isEmpty() && given.isEmpty()) {
            search.close();
        }
        if (own != null) {
            own.close();
        }
        if (http != null) {
            http.close();
        }
    }
}
