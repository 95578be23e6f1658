package io.amibuilder.event;

import io.amibuilder.wait.Phase;
import java.util.Locale;
import java.util.Optional;

/** What a build does at a time, as people are shown it. */
enum Stage {
    UPLOAD,
    LAUNCH,
    INSTALL,
    PROOF,
    IMAGE,
    TEST,
    PUBLISH;

    /** The wait whose earlier durations say how long it will take. */
    Optional<Phase> phase() {
        return switch (this) {
            case INSTALL -> Optional.of(Phase.INSTANCE);
            case PROOF -> Optional.of(Phase.PROOF);
            case IMAGE -> Optional.of(Phase.IMAGE);
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
