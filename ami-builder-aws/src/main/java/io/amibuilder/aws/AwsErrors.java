package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * What each failure of AWS leaves open. Judged by error code, not by status: EC2 answers 500 for a full zone and 503 for
 * throttling, where nothing was done, and 500 for its own faults, where something may have been (EC2 API reference,
 * "Error codes for the Amazon EC2 API").
 */
final class AwsErrors {
    private static final Map<Kind, Set<String>> CODES = new EnumMap<>(Map.of(
            Kind.RETRYABLE,
            Set.of(
                    "RequestLimitExceeded",
                    "EC2ThrottledException",
                    "ResourceRequestLimitExceeded",
                    "RequestTimeout", // the request did not arrive in full
                    "ConcurrentSnapshotLimitExceeded",
                    "PendingSnapshotLimitExceeded",
                    "TooManyUpdates", // of one parameter at the same time
                    "SnapshotCreationPerVolumeRateExceeded"),
            Kind.NO_CAPACITY,
            Set.of(
                    "InsufficientInstanceCapacity",
                    "InsufficientCapacity",
                    "InsufficientHostCapacity",
                    "InsufficientCapacityOnHost",
                    "InsufficientReservedInstanceCapacity",
                    "InsufficientAddressCapacity",
                    "InsufficientVolumeCapacity",
                    "InsufficientFreeAddressesInSubnet",
                    "MaxSpotInstanceCountExceeded",
                    "SpotMaxPriceTooLow",
                    "Unsupported"), // this instance type in this zone
            Kind.NAME_TAKEN,
            Set.of("InvalidAMIName.Duplicate"),
            Kind.TOKEN_SPENT,
            Set.of("IdempotentInstanceTerminated"),
            Kind.TOKEN_CLASH,
            Set.of("IdempotentParameterMismatch"),
            Kind.NOT_FOUND,
            Set.of("InvalidAMIID.Unavailable", "ParameterNotFound", "ParameterVersionNotFound")));
    private static final Map<String, Kind> BY_CODE = new HashMap<>();
    private static final Set<String> SERVER_FAULTS =
            Set.of("InternalError", "InternalFailure", "InternalServerError", "Unavailable", "ServiceUnavailable");
    private static final int SERVER_ERROR = 500;
    /** How the SDK begins a list of everything it tried, which stays in the cause. */
    private static final String NO_CREDENTIALS = "Unable to load credentials from any of the providers";

    private static final String CREDENTIALS_REMEDY = " of the AWS SDK; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
            + " AWS_SECRET_ACCESS_KEY, or run where there is a role. The cause says what was tried";

    static {
        CODES.forEach((kind, codes) -> codes.forEach(code -> BY_CODE.put(code, kind)));
    }

    private AwsErrors() {}

    /**
     * The failure in the engine's words.
     *
     * @param creates whether the request makes something, so that sending it twice may make it twice
     * @param sent whether the SDK had begun to send it
     */
    static CloudException translate(String operation, boolean creates, boolean sent, SdkException e) {
        return translate(operation, creates, sent, e, encoded -> Optional.empty());
    }

    /** The same; the decoder is asked what a refusal means that AWS has encoded. */
    static CloudException translate(
            String operation, boolean creates, boolean sent, SdkException e, Denial.Decoder decoder) {
        if (e instanceof AbortedException) {
            Thread.currentThread().interrupt(); // the SDK may have cleared it
        }
        if (e instanceof SdkServiceException service) {
            String code = code(service);
            String said = message(service);
            String message = Denial.is(code) ? Denial.explain(operation, said, decoder) : said;
            return new CloudException(kind(operation, creates, service), operation, code, message, e);
        }
        return new CloudException(clientKind(creates, sent, e), operation, "", clientMessage(e), e);
    }

    static Kind kind(String operation, boolean creates, SdkServiceException e) {
        String code = code(e);
        Kind known = BY_CODE.get(code);
        if (known != null) {
            return known;
        }
        if (Denial.is(code)) {
            return Kind.FINAL;
        }
        if (e.isThrottlingException() || isNotYet(operation, code, message(e))) {
            return Kind.RETRYABLE;
        }
        if (code.startsWith("Invalid") && code.endsWith(".NotFound")) {
            return Kind.NOT_FOUND;
        }
        if (e.statusCode() >= SERVER_ERROR || SERVER_FAULTS.contains(code)) {
            return creates ? Kind.OUTCOME_UNKNOWN : Kind.RETRYABLE;
        }
        return Kind.FINAL;
    }

    /** Without an answer: what was sent may have been done, what was not sent was not. */
    private static Kind clientKind(boolean creates, boolean sent, SdkException e) {
        if (e instanceof AbortedException && !sent) {
            return Kind.RETRYABLE;
        }
        if (!sent) {
            return Kind.FINAL; // no credentials, a malformed endpoint
        }
        return creates && !neverConnected(e) ? Kind.OUTCOME_UNKNOWN : Kind.RETRYABLE;
    }

    /** Refusals that share a code with malformed requests, and that pass by themselves. */
    private static boolean isNotYet(String operation, String code, String message) {
        return switch (operation) {
            case "RunInstances" -> // a new profile is unknown for some ten seconds
                code.equals("InvalidParameterValue") && message.contains("Invalid IAM Instance Profile");
            case "CreateImage" ->
                code.equals("IncorrectState")
                        || code.equals("IncorrectInstanceState")
                        || (code.equals("InvalidParameterValue") && message.contains("not in state"));
            case "CopyImage" -> code.equals("ResourceLimitExceeded"); // too many snapshot copies in progress
            default -> false;
        };
    }

    private static boolean neverConnected(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof ConnectException
                    || t instanceof UnknownHostException
                    || t instanceof NoRouteToHostException) {
                return true;
            }
        }
        return false;
    }

    /** The error code without EC2's occasional prefix; empty when there is none. */
    static String code(SdkServiceException e) {
        AwsErrorDetails details = details(e);
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        return code.replaceFirst("^(Server|Client)\\.", "");
    }

    private static String message(SdkServiceException e) {
        AwsErrorDetails details = details(e);
        String said = details == null || details.errorMessage() == null
                ? "HTTP status " + e.statusCode() + " without a message"
                : details.errorMessage();
        return e.requestId() == null ? said : said + " (request id " + e.requestId() + ")";
    }

    private static @Nullable AwsErrorDetails details(SdkServiceException e) {
        return e instanceof AwsServiceException aws ? aws.awsErrorDetails() : null;
    }

    private static String clientMessage(SdkException e) {
        String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return said.startsWith(NO_CREDENTIALS) ? NO_CREDENTIALS + CREDENTIALS_REMEDY : said;
    }
}
