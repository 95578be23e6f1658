package io.amibuilder.merge;

import java.util.Objects;

/** cloud-init drops the part with a warning and goes on. Never leaves this package. */
final class PartDroppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PartDroppedException(String reason) {
        super(reason, null, false, false);
    }

    /** Why, in words. */
    String reason() {
        return Objects.requireNonNull(getMessage());
    }
}
