package io.amibuilder.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One stage of a build, from its beginning to its end, if that has come. */
record Span(Stage stage, Instant from, Optional<Instant> to, String detail, boolean failed) {
    static Span begun(Stage stage, Instant from, String detail) {
        return new Span(stage, from, Optional.empty(), detail, false);
    }

    Span ended(Instant at, boolean failure) {
        return new Span(stage, from, Optional.of(at), detail, failure);
    }

    Span detail(String now) {
        return new Span(stage, from, to, now, failed);
    }

    boolean isOpen() {
        return to.isEmpty();
    }

    Duration took(Instant now) {
        return Duration.between(from, to.orElse(now));
    }
}
