package io.amibuilder.aws;

import io.amibuilder.error.Finding;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;

/**
 * Whether the bucket is there, in the store's region, for these credentials. S3 has no dry run: whether an object may be
 * written, and encrypted with a key, shows with the first one.
 */
final class S3Preflight {
    private static final String REGION = "x-amz-bucket-region"; // S3 API reference, "HeadBucket"
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int MOVED = 301;
    private static final int SERVER_ERROR = 500;

    private final S3Connection connection;
    private final String bucket;

    S3Preflight(S3Connection connection, String bucket) {
        this.connection = connection;
        this.bucket = bucket;
    }

    List<Finding> run() {
        try {
            connection
                    .client()
                    .headBucket(HeadBucketRequest.builder().bucket(bucket).build());
            return List.of();
        } catch (AwsSettingsException e) {
            return List.of(Finding.error("bucket " + bucket, e.getMessage(), "give region(...)"));
        } catch (AwsServiceException e) {
            return List.of(answered(e));
        } catch (SdkException e) {
            return List.of(Finding.error(
                    "bucket " + bucket,
                    "S3 does not answer: " + e.getMessage(),
                    "check credentials, region, endpoint and network"));
        }
    }

    private Finding answered(AwsServiceException e) {
        String subject = "bucket " + bucket;
        String own = connection.client().serviceClientConfiguration().region().id();
        Optional<String> elsewhere = region(e).filter(region -> !region.equals(own));
        if (elsewhere.isPresent() && (e.statusCode() == MOVED || e.statusCode() == BAD_REQUEST)) {
            return Finding.error(
                    subject, "is in " + elsewhere.get() + ", but the store in " + own, "give the bucket's region(...)");
        }
        if (e.statusCode() == NOT_FOUND) {
            return Finding.error(subject, "does not exist", "make it, or correct the location");
        }
        if (e.statusCode() == FORBIDDEN) {
            return Finding.warning(
                    subject,
                    "could not be checked: it is not this account's, or these credentials may not list it",
                    "allow s3:ListBucket to have it checked");
        }
        return e.statusCode() >= SERVER_ERROR
                ? Finding.warning(subject, "could not be checked: S3 answered " + e.statusCode(), "look again later")
                : Finding.error(
                        subject,
                        "S3 does not accept the request: " + e.getMessage(),
                        "check credentials, region and endpoint");
    }

    private static Optional<String> region(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().sdkHttpResponse() == null
                ? Optional.empty()
                : e.awsErrorDetails().sdkHttpResponse().firstMatchingHeader(REGION);
    }
}
