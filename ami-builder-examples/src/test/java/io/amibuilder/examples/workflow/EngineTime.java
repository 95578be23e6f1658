package io.amibuilder.examples.workflow;

import io.amibuilder.wait.Time;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** The time of an engine that skips what workflows wait for; what a step pauses within itself is skipped as well. */
final class EngineTime implements Time {
    private final TestWorkflowEnvironment engine;
    private final AtomicReference<Duration> paused = new AtomicReference<>(Duration.ZERO);

    EngineTime(TestWorkflowEnvironment engine) {
        this.engine = engine;
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(engine.currentTimeMillis()).plus(paused.get());
    }

    @Override
    public void pause(Duration duration) {
        if (!duration.isNegative()) {
            paused.updateAndGet(duration::plus);
        }
    }

    @Override
    public boolean isVirtual() {
        return true;
    }
}
