package io.amibuilder.aws;

import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.Sha256;
import io.amibuilder.storage.StorageException;
import io.amibuilder.storage.UploadProgress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Asks for, stores and deletes single objects. */
final class S3Objects {
    static final String DIGEST_KEY = "sha256";
    static final AwsRequestOverrideConfiguration UPLOAD = AwsRequestOverrideConfiguration.builder()
            .apiCallTimeout(S3UploadSettings.TIMEOUT)
            .apiCallAttemptTimeout(S3UploadSettings.TIMEOUT)
            .build();

    /** What is at a place; nothing, too, where it may not be asked. */
    private enum Found {
        SAME,
        OTHER,
        NOTHING
    }

    private final S3Connection connection;
    private final S3UploadSettings settings;

    S3Objects(S3Connection connection, S3UploadSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    boolean has(RootfsLocation place, Rootfs rootfs) {
        return look(place, rootfs) == Found.SAME;
    }

    /** A small text; nothing, too, where it may not be asked. */
    Optional<String> text(RootfsLocation place) {
        S3Address object = S3Address.of(place);
        try {
            return Optional.of(connection
                    .client()
                    .getObjectAsBytes(r -> r.bucket(object.bucket()).key(object.key()))
                    .asString(StandardCharsets.UTF_8));
        } catch (SdkException e) {
            if (e instanceof SdkServiceException answer && S3Failures.isMissing(answer)) {
                return Optional.empty();
            }
            throw S3Failures.failed(place, "GetObject", "reading the report", e);
        }
    }

    /** S3 answers alike whether anything was there (S3 API reference, "DeleteObject"). */
    void delete(RootfsLocation place) {
        S3Address object = S3Address.of(place);
        try {
            connection.client().deleteObject(r -> r.bucket(object.bucket()).key(object.key()));
        } catch (SdkException e) {
            throw S3Failures.failed(place, "DeleteObject", "deleting the object", e);
        }
    }

    private Found look(RootfsLocation place, Rootfs rootfs) {
        S3Address object = S3Address.of(place);
        try {
            HeadObjectResponse found = connection
                    .client()
                    .headObject(r -> r.bucket(object.bucket())
                            .key(object.key())
                            .checksumMode(settings.checksums() ? ChecksumMode.ENABLED : null));
            boolean same = found.contentLength() != null
                    && found.contentLength() == rootfs.sizeBytes()
                    && (base64(rootfs.digest()).equals(found.checksumSHA256())
                            || rootfs.digest().hex().equals(found.metadata().get(DIGEST_KEY)));
            return same ? Found.SAME : Found.OTHER;
        } catch (SdkException e) {
            if (e instanceof SdkServiceException answer && S3Failures.isMissing(answer)) {
                return Found.NOTHING;
            }
            throw S3Failures.failed(place, "HeadObject", "asking for the object", e);
        }
    }

    /**
     * Looks first: a large upload that S3 refuses from its headers ends as a broken connection, not as an answer. The
     * condition is for what another build stores meanwhile.
     */
    void put(RootfsLocation place, Rootfs rootfs, UploadProgress progress) {
        requireSize(place, rootfs);
        Found found = look(place, rootfs);
        if (found == Found.SAME) {
            return;
        }
        try {
            send(place, rootfs, found == Found.NOTHING, progress);
        } catch (SdkServiceException e) {
            // a multipart upload that is not found was complete before, and the answer lost
            if ((e.statusCode() == S3Failures.EXISTS || e.statusCode() == S3Failures.NOT_FOUND) && has(place, rootfs)) {
                return;
            }
            if (e.statusCode() != S3Failures.EXISTS && e.statusCode() != S3Failures.NOT_IMPLEMENTED) {
                throw S3Failures.failed(place, "PutObject", "storing the rootfs", e);
            }
            replace(place, rootfs, progress); // other content at an exact key, or a server that knows no conditions
        } catch (RuntimeException e) { // bare ones too: so the SDK wraps a payload that it cannot read
            throw S3Failures.failed(place, "PutObject", "storing the rootfs", e);
        }
    }

    private static void requireSize(RootfsLocation place, Rootfs rootfs) {
        if (rootfs.sizeBytes() > S3UploadSettings.MAX_BYTES) {
            throw new StorageException(
                    place,
                    false,
                    "a rootfs must be at most " + S3UploadSettings.MAX_BYTES + " bytes, but was " + rootfs.sizeBytes()
                            + "; fetch large files in install.sh instead",
                    null);
        }
    }

    private void replace(RootfsLocation place, Rootfs rootfs, UploadProgress progress) {
        try {
            send(place, rootfs, false, progress);
        } catch (RuntimeException e) {
            throw S3Failures.failed(place, "PutObject", "replacing the object", e);
        }
    }

    private void send(RootfsLocation place, Rootfs rootfs, boolean onlyIfMissing, UploadProgress progress) {
        S3Address object = S3Address.of(place);
        if (rootfs.sizeBytes() > settings.singleBytes()) {
            new S3MultipartUpload(connection.client(), settings, object, rootfs).send(onlyIfMissing, progress);
        } else {
            sendWhole(object, rootfs, onlyIfMissing);
            progress.stored(rootfs.sizeBytes(), rootfs.sizeBytes());
        }
    }

    private void sendWhole(S3Address object, Rootfs rootfs, boolean onlyIfMissing) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(object.bucket())
                .key(object.key())
                .contentType(rootfs.compression().mediaType())
                .contentLength(rootfs.sizeBytes())
                .metadata(Map.of(DIGEST_KEY, rootfs.digest().hex()))
                .checksumSHA256(settings.checksums() ? base64(rootfs.digest()) : null)
                .ifNoneMatch(onlyIfMissing ? "*" : null)
                .overrideConfiguration(UPLOAD);
        settings.encryption().applyTo(request);
        connection
                .client()
                .putObject(
                        request.build(),
                        RequestBody.fromContentProvider(
                                () -> open(rootfs),
                                rootfs.sizeBytes(),
                                rootfs.compression().mediaType()));
    }

    private static InputStream open(Rootfs rootfs) {
        try {
            return rootfs.open();
        } catch (IOException e) {
            throw new UncheckedIOException("opening the packed rootfs", e);
        }
    }

    static String base64(Sha256 digest) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest.hex()));
    }
}
