package io.amibuilder.aws;

import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.Sha256;
import io.amibuilder.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Asks for and stores single objects. */
final class S3Objects {
    /** S3's limit for one request (S3 user guide, "Uploading objects"). */
    static final long MAX_BYTES = 5L * 1024 * 1024 * 1024;
    /** A gigabyte at a slow 10 Mbit/s takes a quarter of an hour; three attempts must fit. */
    private static final Duration UPLOAD_TIMEOUT = Duration.ofHours(1);

    private static final String DIGEST_KEY = "sha256";
    private static final String CONTENT_TYPE = "application/gzip";
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int EXISTS = 412;
    private static final int SERVER_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;

    /** What is at a place; nothing, too, where it may not be asked. */
    private enum Found {
        SAME,
        OTHER,
        NOTHING
    }

    private final S3Connection connection;
    private final boolean checksums;

    S3Objects(S3Connection connection, boolean checksums) {
        this.connection = connection;
        this.checksums = checksums;
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
        } catch (SdkServiceException e) {
            if (e.statusCode() == NOT_FOUND || e.statusCode() == FORBIDDEN) {
                return Optional.empty();
            }
            throw failed(place, "reading the report", e);
        } catch (SdkException e) {
            throw failed(place, "reading the report", e);
        }
    }

    private Found look(RootfsLocation place, Rootfs rootfs) {
        S3Address object = S3Address.of(place);
        try {
            HeadObjectResponse found = connection
                    .client()
                    .headObject(r -> r.bucket(object.bucket())
                            .key(object.key())
                            .checksumMode(checksums ? ChecksumMode.ENABLED : null));
            boolean same = found.contentLength() != null
                    && found.contentLength() == rootfs.sizeBytes()
                    && (base64(rootfs.digest()).equals(found.checksumSHA256())
                            || rootfs.digest().hex().equals(found.metadata().get(DIGEST_KEY)));
            return same ? Found.SAME : Found.OTHER;
        } catch (SdkServiceException e) {
            if (e.statusCode() == NOT_FOUND || e.statusCode() == FORBIDDEN) {
                return Found.NOTHING;
            }
            throw failed(place, "asking for the object", e);
        } catch (SdkException e) {
            throw failed(place, "asking for the object", e);
        }
    }

    /**
     * Looks first: a large upload that S3 refuses from its headers ends as a broken connection, not as an answer. The
     * condition is for what another build stores meanwhile.
     */
    void put(RootfsLocation place, Rootfs rootfs) {
        requireSize(place, rootfs);
        Found found = look(place, rootfs);
        if (found == Found.SAME) {
            return;
        }
        try {
            send(place, rootfs, found == Found.NOTHING);
        } catch (SdkServiceException e) {
            if (e.statusCode() == EXISTS && has(place, rootfs)) {
                return;
            }
            if (e.statusCode() != EXISTS && e.statusCode() != NOT_IMPLEMENTED) {
                throw failed(place, "storing the rootfs", e);
            }
            replace(place, rootfs); // another build's rootfs at an exact key, or a server that knows no conditions
        } catch (RuntimeException e) { // bare ones too: so the SDK wraps a payload that it cannot read
            throw failed(place, "storing the rootfs", e);
        }
    }

    private static void requireSize(RootfsLocation place, Rootfs rootfs) {
        if (rootfs.sizeBytes() > MAX_BYTES) {
            throw new StorageException(
                    place,
                    false,
                    "a rootfs must be at most " + MAX_BYTES + " bytes, but was " + rootfs.sizeBytes()
                            + "; fetch large files in install.sh instead",
                    null);
        }
    }

    private void replace(RootfsLocation place, Rootfs rootfs) {
        try {
            send(place, rootfs, false);
        } catch (RuntimeException e) {
            throw failed(place, "replacing the object", e);
        }
    }

    private void send(RootfsLocation place, Rootfs rootfs, boolean onlyIfMissing) {
        S3Address object = S3Address.of(place);
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(object.bucket())
                .key(object.key())
                .contentType(CONTENT_TYPE)
                .contentLength(rootfs.sizeBytes())
                .metadata(Map.of(DIGEST_KEY, rootfs.digest().hex()))
                .checksumSHA256(checksums ? base64(rootfs.digest()) : null)
                .ifNoneMatch(onlyIfMissing ? "*" : null)
                .overrideConfiguration(o -> o.apiCallTimeout(UPLOAD_TIMEOUT).apiCallAttemptTimeout(UPLOAD_TIMEOUT))
                .build();
        connection
                .client()
                .putObject(
                        request, RequestBody.fromContentProvider(() -> open(rootfs), rootfs.sizeBytes(), CONTENT_TYPE));
    }

    private static InputStream open(Rootfs rootfs) {
        try {
            return rootfs.open();
        } catch (IOException e) {
            throw new UncheckedIOException("opening the packed rootfs", e);
        }
    }

    private static String base64(Sha256 digest) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest.hex()));
    }

    static StorageException failed(RootfsLocation place, String what, RuntimeException e) {
        if (e instanceof AbortedException) {
            Thread.currentThread().interrupt(); // the SDK may have cleared it
        }
        boolean retryable = e instanceof SdkServiceException service
                ? service.statusCode() >= SERVER_ERROR
                        || service.statusCode() == CONFLICT
                        || service.isThrottlingException()
                : isTransient(e);
        return new StorageException(place, retryable, what + " failed: " + explained(e), e);
    }

    /** A refused look counts as nothing there, so that what is refused here was to store. */
    private static String explained(RuntimeException e) {
        return e instanceof SdkServiceException service && Denial.is(AwsErrors.code(service))
                ? Denial.explain("PutObject", said(e), encoded -> Optional.empty())
                : said(e);
    }

    /** Without an answer. The SDK's own retryable() knows only what it would have sent again by itself. */
    private static boolean isTransient(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof UncheckedIOException) {
                return false; // our own file
            }
            if (t instanceof IOException
                    || t instanceof ApiCallTimeoutException
                    || t instanceof ApiCallAttemptTimeoutException) {
                return true;
            }
        }
        return false;
    }

    /** The SDK's words, or our own where our own file could not be read. */
    private static String said(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof UncheckedIOException) {
                return t.getMessage() + ": " + t.getCause();
            }
        }
        return String.valueOf(e.getMessage());
    }
}
