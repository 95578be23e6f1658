package io.amibuilder.examples;

import java.util.List;

/** A program was called in a way it does not understand; every reason is told at once. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(List<String> problems, String usage) {
        super(String.join("\n", problems) + "\n\n" + usage.stripTrailing());
    }
}
