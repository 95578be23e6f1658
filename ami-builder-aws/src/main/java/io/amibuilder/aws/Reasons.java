package io.amibuilder.aws;

import org.jspecify.annotations.Nullable;

/** EC2's state reasons: a code and a message, either of which may be missing or repeat the other. */
final class Reasons {
    private Reasons() {}

    static String text(@Nullable String code, @Nullable String message) {
        if (code == null || code.isEmpty()) {
            return message == null ? "" : message;
        }
        if (message == null || message.isEmpty()) {
            return code;
        }
        return message.contains(code) ? message : code + ": " + message;
    }
}
