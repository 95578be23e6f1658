package io.amibuilder.traffic;

import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;

/** Lets one shared look through per tick. Its callers hold its monitor. */
final class Gate {
    /**
     * The shortest useful pause between two looks at one thing, and so the greatest age of a shared answer: EC2's own
     * answers lag by seconds. A quarter more than a second, because requests take longer or shorter to arrive, and no
     * more than one a second should.
     */
    static final Duration TICK = Duration.ofMillis(1250);

    private final Time time;
    private Instant opens = Instant.EPOCH;

    Gate(Time time) {
        this.time = time;
    }

    Instant opens() {
        return opens;
    }

    void pass() {
        opens = time.now().plus(TICK);
    }
}
