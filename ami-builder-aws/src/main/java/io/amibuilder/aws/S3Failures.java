package io.amibuilder.aws;

import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** What a failure of S3 leaves open. */
final class S3Failures {
    private static final int OK = 200;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int EXISTS = 412;
    static final int NOT_IMPLEMENTED = 501;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;

    private S3Failures() {}

    /** @param operation AWS's name of the request, whose permission is named when it was refused */
    static StorageException failed(RootfsLocation place, String operation, String what, RuntimeException e) {
        if (e instanceof AbortedException) {
            Thread.currentThread().interrupt(); // the SDK may have cleared it
        }
        boolean retryable = e instanceof SdkServiceException service
                ? service.statusCode() >= SERVER_ERROR
                        || service.statusCode() == OK // completing has begun, and then failed in S3
                        || service.statusCode() == CONFLICT
                        || service.isThrottlingException()
                : Thread.currentThread().isInterrupted()
                        || isTransient(e); // who was interrupted says so when it pauses
        return new StorageException(place, retryable, what + " failed: " + explained(operation, e), e);
    }

    private static String explained(String operation, RuntimeException e) {
        return e instanceof SdkServiceException service && Denial.is(AwsErrors.code(service))
                ? Denial.explain(operation, said(e), encoded -> Optional.empty())
                : said(e);
    }

    /** Whether it is not there, or may not be asked for. */
    static boolean isMissing(SdkServiceException e) {
        return e.statusCode() == NOT_FOUND || e.statusCode() == FORBIDDEN;
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
