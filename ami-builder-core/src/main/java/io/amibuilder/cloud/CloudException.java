package io.amibuilder.cloud;

import io.amibuilder.error.AmiBuilderException;
import org.jspecify.annotations.Nullable;

/** A request to the cloud failed; {@link #kind()} says what may be done about it. */
public final class CloudException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** What may be done about it. */
    private final Kind kind;

    /** The cloud's name of the request. */
    private final String operation;

    /** The cloud's error code, or empty when there is none. */
    private final String code;

    /** What a failure leaves open. */
    public enum Kind {
        /** Nothing was done; the same request may succeed later (throttled, unavailable, not yet visible). */
        RETRYABLE,
        /** Nothing was done and nothing will be (not allowed, malformed, quota). */
        FINAL,
        /** Whether it was done is not known (connection lost, time-out): look before acting again. */
        OUTCOME_UNKNOWN,
        /** There is no room at this placement; another one may have some. */
        NO_CAPACITY,
        /** The image name belongs to another image. */
        NAME_TAKEN,
        /** The launch token cannot be used any more (its instance is gone, or it failed): start a new attempt. */
        TOKEN_SPENT,
        /**
         * The launch token goes with another request: an instance of it may exist and not be visible yet. When none is
         * seen for minutes, start a new attempt.
         */
        TOKEN_CLASH,
        /** The thing named does not exist, or is not visible yet. */
        NOT_FOUND
    }

    /**
     * A failed request.
     *
     * @param kind what may be done about it
     * @param operation the cloud's name of the request, as in {@code RunInstances}
     * @param code the cloud's error code, or empty when there is none
     * @param message what the cloud said, without anything secret
     * @param cause the failure beneath, kept
     */
    public CloudException(Kind kind, String operation, String code, String message, @Nullable Throwable cause) {
        super(operation + " failed" + (code.isEmpty() ? "" : " (" + code + ")") + ": " + message, cause);
        this.kind = kind;
        this.operation = operation;
        this.code = code;
    }

    /** {@return what may be done about it} */
    public Kind kind() {
        return kind;
    }

    /** {@return the cloud's name of the request} */
    public String operation() {
        return operation;
    }

    /** {@return the cloud's error code, or empty when there is none} */
    public String code() {
        return code;
    }
}
