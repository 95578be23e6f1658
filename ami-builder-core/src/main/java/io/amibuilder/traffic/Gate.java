package io.amibuilder.traffic;

import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;

/** Lets one request of a shared look through per tick, on average. Its callers hold its monitor. */
final class Gate {
    /**
     * The shortest useful pause between two looks at one thing, and so the greatest age of a shared answer that one request
     * could ask for: EC2's own answers lag by seconds.
     */
    static final Duration TICK = Duration.ofSeconds(1);

    private final Time time;
    private Instant opens = Instant.EPOCH;

    Gate(Time time) {
        this.time = time;
    }

    Instant opens() {
        return opens;
    }

    /** A look that is split into so many requests passes, and those after it wait for as many ticks. */
    void pass(int requests) {
        opens = time.now().plus(TICK.multipliedBy(requests));
    }
}
