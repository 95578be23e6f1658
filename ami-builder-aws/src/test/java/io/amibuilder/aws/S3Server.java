package io.amibuilder.aws;

import java.net.URI;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3 server on the loopback, in memory, which checks signatures and checksums. */
final class S3Server implements BeforeAllCallback, AfterAllCallback {
    static final String BUCKET = "bucket";

    private final S3Proxy server = S3Proxy.builder()
            .blobStore(BlobStores.create("transient-nio2", new Properties()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, "AKIDEXAMPLE", "not-a-secret")
            .build();

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        server.start();
        try (S3Client client = client()) {
            client.createBucket(r -> r.bucket(BUCKET));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        server.stop();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    S3ArtifactStoreBuilder store(String location) {
        return S3ArtifactStore.builder(location)
                .region("eu-west-1")
                .endpoint(uri())
                .credentials(AwsServer.CREDENTIALS)
                .pathStyle(true);
    }

    S3Client client() {
        return S3Client.builder()
                .region(Region.EU_WEST_1)
                .endpointOverride(uri())
                .credentialsProvider(AwsServer.CREDENTIALS)
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
