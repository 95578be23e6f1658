package io.amibuilder.aws;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * How S3 encrypts a rootfs at rest (S3 user guide, "Protecting data with server-side encryption"). Applies to what a store
 * uploads itself. A report is uploaded by the instance with a plain link, which cannot carry further headers, so that the
 * bucket's default applies to it. Immutable.
 */
public final class S3Encryption {
    private static final S3Encryption BUCKET_DEFAULT = new S3Encryption(null, null, null);

    private final @Nullable ServerSideEncryption method;
    private final @Nullable String keyId;
    private final @Nullable Boolean bucketKey;

    private S3Encryption(@Nullable ServerSideEncryption method, @Nullable String keyId, @Nullable Boolean bucketKey) {
        this.method = method;
        this.keyId = keyId;
        this.bucketKey = bucketKey;
    }

    /**
     * As the bucket is set, which is with S3's own keys unless somebody has changed it: the default.
     *
     * @return the encryption
     */
    public static S3Encryption bucketDefault() {
        return BUCKET_DEFAULT;
    }

    /**
     * With S3's own keys (SSE-S3), whatever the bucket's default is.
     *
     * @return the encryption
     */
    public static S3Encryption s3() {
        return new S3Encryption(ServerSideEncryption.AES256, null, null);
    }

    /**
     * With the account's AWS managed key {@code aws/s3} (SSE-KMS); nobody outside the account can read it.
     *
     * @return the encryption
     */
    public static S3Encryption kms() {
        return new S3Encryption(ServerSideEncryption.AWS_KMS, null, null);
    }

    /**
     * With a key of one's own (SSE-KMS). Who uploads needs {@code kms:GenerateDataKey}, and {@code kms:Decrypt} for what is
     * sent in parts; who fetches, or signs a link for it, needs {@code kms:Decrypt}.
     *
     * @param keyId the key's id, ARN or alias
     * @return the encryption
     * @throws IllegalArgumentException when it is blank
     */
    public static S3Encryption kms(String keyId) {
        if (keyId.isBlank()) {
            throw new IllegalArgumentException(
                    "a KMS key must be an id, an ARN or an alias, but was blank; use kms() for the account's aws/s3");
        }
        return new S3Encryption(ServerSideEncryption.AWS_KMS, keyId, null);
    }

    /**
     * The same with or without an S3 Bucket Key, which saves requests to KMS; by default as the bucket is set.
     *
     * @param on whether it is so
     * @return the encryption
     * @throws IllegalStateException when this is not encryption by KMS
     */
    public S3Encryption bucketKey(boolean on) {
        if (method != ServerSideEncryption.AWS_KMS) {
            throw new IllegalStateException("a bucket key goes with kms(...) only, but this is " + this);
        }
        return new S3Encryption(method, keyId, on);
    }

    /** The own key's id, ARN or alias; empty when it is not one's own. */
    Optional<String> key() {
        return Optional.ofNullable(keyId);
    }

    void applyTo(PutObjectRequest.Builder request) {
        request.serverSideEncryption(method).ssekmsKeyId(keyId).bucketKeyEnabled(bucketKey);
    }

    void applyTo(CreateMultipartUploadRequest.Builder request) {
        request.serverSideEncryption(method).ssekmsKeyId(keyId).bucketKeyEnabled(bucketKey);
    }

    @Override
    public String toString() {
        return method == null
                ? "the bucket's default encryption"
                : "encryption " + method + (keyId == null ? "" : " with key " + keyId)
                        + (bucketKey == null ? "" : bucketKey ? " and a bucket key" : " and no bucket key");
    }
}
