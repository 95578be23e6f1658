package io.amibuilder.ec2server;

import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;

/** Time that runs many times faster than the computer's, so that a bake of minutes takes seconds of a test. */
public final class FastTime implements Time {
    private final Time real = Time.system();
    private final Instant begun = real.now();
    private final int factor;

    /** So many times faster than the computer's. */
    public FastTime(int factor) {
        this.factor = factor;
    }

    @Override
    public Instant now() {
        return begun.plus(Duration.between(begun, real.now()).multipliedBy(factor));
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        real.pause(duration.dividedBy(factor));
    }

    /** The computer's time at a moment of this one. */
    Instant real(Instant fast) {
        return begun.plus(Duration.between(begun, fast).dividedBy(factor));
    }
}
