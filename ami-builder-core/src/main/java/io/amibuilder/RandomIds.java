package io.amibuilder;

import java.util.UUID;

/** The only place in the library where something is random: the id of a build that was given none. */
final class RandomIds {
    private RandomIds() {}

    static String next() {
        return UUID.randomUUID().toString();
    }
}
