package io.amibuilder.wait;

import java.time.Duration;

/** A cadence that can say what it is. Equal to itself only: who asks for the default has still chosen it. */
final class NamedWaiter implements Waiter {
    private final String name;
    private final Waiter cadence;

    NamedWaiter(String name, Waiter cadence) {
        this.name = name;
        this.cadence = cadence;
    }

    @Override
    public Duration pauseAfter(Look look) {
        return cadence.pauseAfter(look);
    }

    @Override
    public String toString() {
        return name;
    }
}
