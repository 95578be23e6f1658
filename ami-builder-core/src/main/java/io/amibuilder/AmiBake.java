package io.amibuilder;

import io.amibuilder.engine.Delivery;
import io.amibuilder.engine.Memory;
import io.amibuilder.engine.Step;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.traffic.Road;
import io.amibuilder.traffic.SharedCloud;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A build under way, for those who drive it themselves: a workflow engine, a scheduler, a function that is called by a
 * timer. {@link #step()} never waits for the cloud to finish anything; the caller does, however it likes. Only while other
 * builds of this process look at the same account may a step take a second more, so that they look together.
 *
 * <pre>{@code
 * try (AmiBake bake = build.start()) {
 *     Next next = bake.step();
 *     while (next instanceof Next.Again again) {
 *         sleepFor(again.pause());
 *         next = bake.step();
 *     }
 *     return ((Next.Done) next).result();
 * }
 * }</pre>
 *
 * <p>A caller that dies starts the build again under the same id and goes on from what exists. A bake that finds a stopped
 * instance watches it for a minute before it makes the image, lest an earlier one has just asked for it; so whoever cannot keep
 * one bake for some minutes keeps its {@link #checkpoint()} and {@linkplain AmiBuild#resume resumes} it for every step:
 *
 * <pre>{@code
 * try (AmiBake bake = build.resume(checkpoint)) {
 *     Next next = bake.step();
 *     checkpoint = bake.checkpoint();
 *     return next;
 * }
 * }</pre>
 *
 * <p>For one thread at a time.
 */
public final class AmiBake implements AutoCloseable {
    private final BuildSettings settings;
    private final CompiledAmi compiled;
    private final Optional<CompiledAmi> test;
    private final String id;
    private final SharedCloud cloud;
    private final Delivery delivery;

    private AmiBake(
            BuildSettings settings, CompiledAmi compiled, Optional<CompiledAmi> test, Memory memory, Road road) {
        this.settings = settings;
        this.compiled = compiled;
        this.test = test;
        this.id = memory.buildId();
        this.cloud = road.join(id, settings.name());
        this.delivery = settings.delivery(compiled, test, id, cloud, memory);
    }

    /** Compiles, and touches no cloud yet. */
    static AmiBake start(BuildSettings settings, Memory memory, Road road) {
        CompiledAmi compiled = settings.compile();
        Optional<CompiledAmi> test = Optional.empty();
        try {
            test = settings.compileTest();
            return new AmiBake(settings, compiled, test, memory, road);
        } catch (RuntimeException | Error e) {
            test.ifPresent(CompiledAmi::close);
            compiled.close();
            throw e;
        }
    }

    /** {@return the build: the one that was given, else a random one} */
    public String buildId() {
        return id;
    }

    /**
     * Looks at the cloud and does what is missing next.
     *
     * @return when to take another step, or the image
     * @throws AmiBuilderException when the build has failed; what it had created has been removed, but for an available
     *     image that has not failed its smoke test, and what could not be removed is among its suppressed exceptions. Take no
     *     further step then
     */
    public Next step() {
        Step step = delivery.step();
        if (step instanceof Step.Again again) {
            Duration untilReady = Duration.between(settings.time().now(), cloud.ready());
            return new Next.Again(again.pause().compareTo(untilReady) < 0 ? untilReady : again.pause());
        }
        Duration elapsed = Duration.between(delivery.begun(), settings.time().now());
        return new Next.Done(settings.result(id, (Step.Done) step, elapsed));
    }

    /**
     * What this bake remembers of the build, for {@link AmiBuild#resume}: a line of JSON, of some kilobytes at most, in which
     * nothing is secret, but the end of a failed installation's log may be. Whoever keeps it after every step, and begins the
     * next one with it, may use another process for each step and repeat a step of whose end nothing is known. From the first
     * checkpoint on what is created is noted one step before it is asked for, which is why there are two steps more; ask for
     * one before the first step.
     *
     * @return one line of JSON, for {@link AmiBuild#resume}
     */
    public String checkpoint() {
        return delivery.checkpoint();
    }

    /**
     * Gives the build up and removes what it has created. Take no further step then. Not for a build that has failed or is
     * done: it has cleaned up already.
     *
     * @param why as in {@code the job was aborted}
     * @return what to throw, or to keep; what could not be removed is among its suppressed exceptions
     */
    public BuildCancelledException cancel(String why) {
        return cancel(why, null);
    }

    BuildCancelledException cancel(String why, @Nullable Throwable cause) {
        BuildCancelledException cancelled = new BuildCancelledException(id, why, cause);
        delivery.cancel(cancelled);
        return cancelled;
    }

    /** Removes the temporary files of the compile; what is in the cloud stays as it is, and is not looked at any more. */
    @Override
    public void close() {
        cloud.close();
        compiled.close();
        test.ifPresent(CompiledAmi::close);
    }

    @Override
    public String toString() {
        return "bake " + id + " of " + settings.name() + " " + settings.version();
    }
}
