package io.amibuilder;

import io.amibuilder.engine.Bake;
import io.amibuilder.engine.Step;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;

/**
 * One image to be built: immutable, made by {@link #builder()}, to be run any number of times.
 *
 * <p>{@link #run()} compiles the source, starts an instance with it, waits until the instance has stopped itself and has
 * proved success, makes the image, waits until it is available and ends the instance. On any failure, and when its thread
 * is interrupted, it removes what it created before it throws. Run again with the same build id it goes on from what
 * exists. It creates no thread.
 */
public final class AmiBuild {
    private final BuildSettings settings;

    AmiBuild(BuildSettings settings) {
        this.settings = settings;
    }

    /** A builder with nothing set. */
    public static AmiBuildBuilder builder() {
        return new AmiBuildBuilder();
    }

    /** A builder with everything set as in this build. */
    public AmiBuildBuilder toBuilder() {
        return new AmiBuildBuilder(settings);
    }

    /**
     * Phase 1 alone: needs no cloud and no credentials.
     *
     * @return what {@link #run()} would launch; close it
     */
    public CompiledAmi compile() {
        return settings.compile();
    }

    /** What would happen, with sizes; touches no cloud. */
    public AmiPlan plan() {
        try (CompiledAmi compiled = compile()) {
            return AmiPlan.of(settings, compiled);
        }
    }

    /**
     * Builds the image.
     *
     * @throws AmiBuilderException when there is no image; its type says why and carries the data, and what could not be
     *     cleaned up is among its suppressed exceptions
     */
    public AmiResult run() {
        try (CompiledAmi compiled = compile()) {
            return settings.cleanUpOnShutdown() ? ShutdownGuard.around(() -> run(compiled)) : run(compiled);
        }
    }

    private AmiResult run(CompiledAmi compiled) {
        Time time = settings.time();
        String id = settings.buildId().orElseGet(RandomIds::next);
        Instant begun = time.now();
        Bake bake = settings.bake(compiled, id);
        try {
            Step step = bake.step();
            while (step instanceof Step.Again again) {
                time.pause(again.pause());
                step = bake.step();
            }
            return settings.result(id, (Step.Done) step, Duration.between(begun, time.now()));
        } catch (InterruptedException e) {
            BuildCancelledException cancelled = new BuildCancelledException(id, e);
            bake.cancel(cancelled);
            Thread.currentThread().interrupt();
            throw cancelled;
        }
    }

    @Override
    public String toString() {
        return "build of " + settings.name() + " " + settings.version() + " from " + settings.baseImage();
    }
}
