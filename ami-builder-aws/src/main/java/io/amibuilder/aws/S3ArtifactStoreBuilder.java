package io.amibuilder.aws;

import io.amibuilder.rootfs.RootfsLocation;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Describes an {@link S3ArtifactStore}. Not safe for use by several threads. */
public final class S3ArtifactStoreBuilder {
    private final RootfsLocation location;
    private Optional<String> region = Optional.empty();
    private Optional<URI> endpoint = Optional.empty();
    private Optional<AwsCredentialsProvider> credentials = Optional.empty();
    private Optional<S3Client> client = Optional.empty();
    private Optional<S3Presigner> presigner = Optional.empty();
    private boolean pathStyle;
    private boolean checksums = true;
    private S3Encryption encryption = S3Encryption.bucketDefault();
    private long partBytes = S3UploadSettings.PART_BYTES;

    S3ArtifactStoreBuilder(RootfsLocation location) {
        this.location = location;
    }

    /**
     * The bucket's region, as in {@code eu-west-1}; by default what the SDK finds with the first request.
     *
     * @param name the region's name
     * @return this builder
     */
    public S3ArtifactStoreBuilder region(String name) {
        region = Optional.of(name);
        return this;
    }

    /**
     * Where S3 answers; by default {@code AWS_ENDPOINT_URL} or AWS itself.
     *
     * @param uri an absolute URI
     * @return this builder
     */
    public S3ArtifactStoreBuilder endpoint(URI uri) {
        endpoint = Optional.of(uri);
        return this;
    }

    /**
     * Whose calls these are, and whose links; by default what the SDK finds.
     *
     * @param provider gives the credentials
     * @return this builder
     */
    public S3ArtifactStoreBuilder credentials(AwsCredentialsProvider provider) {
        credentials = Optional.of(provider);
        return this;
    }

    /**
     * The client to use instead of an own one; links are signed with its region, endpoint and credentials. It stays the
     * caller's to close; its time-outs apply. Tell {@link #pathStyle} as well when it addresses buckets by path.
     *
     * @param given the caller's
     * @return this builder
     */
    public S3ArtifactStoreBuilder client(S3Client given) {
        client = Optional.of(given);
        return this;
    }

    /**
     * What signs links, instead of an own one. It stays the caller's to close.
     *
     * @param given the caller's
     * @return this builder
     */
    public S3ArtifactStoreBuilder presigner(S3Presigner given) {
        presigner = Optional.of(given);
        return this;
    }

    /**
     * Whether the bucket stands in the path rather than the host name, as other S3 servers want it; by default not.
     *
     * @param on whether it is so
     * @return this builder
     */
    public S3ArtifactStoreBuilder pathStyle(boolean on) {
        pathStyle = on;
        return this;
    }

    /**
     * Whether S3 is sent a SHA-256 to check an upload by, and asked for it; by default it is. Some S3 servers refuse or
     * ignore it; then the digest in the object's metadata alone tells what is there.
     *
     * @param on whether it is so
     * @return this builder
     */
    public S3ArtifactStoreBuilder checksums(boolean on) {
        checksums = on;
        return this;
    }

    /**
     * How S3 encrypts what this store uploads; by default as the bucket is set.
     *
     * @param how the encryption
     * @return this builder
     */
    public S3ArtifactStoreBuilder encryption(S3Encryption how) {
        encryption = how;
        return this;
    }

    /** The size of a part of a multipart upload; a rootfs of up to two is sent in one request. */
    S3ArtifactStoreBuilder partBytes(long bytes) {
        partBytes = bytes;
        return this;
    }

    /**
     * The store. Asks nobody; even the region is looked for with the first request.
     *
     * @return the store
     */
    public S3ArtifactStore build() {
        return new S3ArtifactStore(
                location,
                new S3Connection(region, endpoint, credentials, client, presigner, pathStyle),
                new S3UploadSettings(checksums, encryption, partBytes));
    }

    @Override
    public String toString() {
        return "builder of an S3 store at " + location;
    }
}
