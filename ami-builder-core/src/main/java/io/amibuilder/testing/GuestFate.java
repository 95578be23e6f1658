package io.amibuilder.testing;

import java.util.List;

/** What becomes of one simulated installation. */
sealed interface GuestFate {
    /** It does what its user-data says. */
    record Obeys() implements GuestFate {}

    /** A step of it fails. */
    record Fails(String step, int exitStatus, List<String> logTail) implements GuestFate {}

    /** It never ends and says nothing. */
    record Hangs() implements GuestFate {}

    /** It powers off without a word. */
    record Silent() implements GuestFate {}

    /** Somebody stops the instance while it works. */
    record StoppedByOthers() implements GuestFate {}
}
