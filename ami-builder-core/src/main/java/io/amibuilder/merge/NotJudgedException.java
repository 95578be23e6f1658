package io.amibuilder.merge;

import java.util.Objects;

/** What cloud-init makes of a part cannot be told here. Never leaves this package. */
final class NotJudgedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotJudgedException(String reason) {
        super(reason, null, false, false);
    }

    /** Why, in words. */
    String reason() {
        return Objects.requireNonNull(getMessage());
    }
}
