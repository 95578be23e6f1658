package io.amibuilder;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.OnFailure;
import io.amibuilder.engine.Memory;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.publish.Publisher;
import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.traffic.Road;
import java.util.Optional;

/**
 * One image to be built: immutable, made by {@link #builder()}, to be run any number of times.
 *
 * <p>{@link #run()} compiles the source, starts an instance with it, waits until the instance has stopped itself and has
 * proved success, makes the image, waits until it is available and ends the instance; then it tests the image and publishes
 * it, if it is told to. On any failure, and when its thread
 * is interrupted, it removes what it created before it throws. Run again with the same build id it goes on from what
 * exists. It works on the calling thread alone.
 *
 * <p>Builds that run at the same time in one process, in whatever threads, and whose providers lead to the same
 * {@linkplain io.amibuilder.cloud.CloudProvider#account() account and region}, look at the cloud together and stay below its
 * rate limits together.
 */
public final class AmiBuild {
    private final BuildSettings settings;

    AmiBuild(BuildSettings settings) {
        this.settings = settings;
    }

    /** {@return a builder with nothing set} */
    public static AmiBuildBuilder builder() {
        return new AmiBuildBuilder();
    }

    /** {@return a builder with everything set as in this build} */
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

    /** {@return what would happen, with sizes; touches no cloud} */
    public AmiPlan plan() {
        try (CompiledAmi compiled = compile()) {
            return plan(compiled);
        }
    }

    private AmiPlan plan(CompiledAmi compiled) {
        Optional<CompiledAmi> test = settings.compileTest();
        try {
            return AmiPlan.of(settings, compiled, test);
        } finally {
            test.ifPresent(CompiledAmi::close);
        }
    }

    /**
     * Looks for whatever would make the build fail, before any money is spent: compiles the source and asks provider,
     * storage and publisher what is missing. Makes and changes nothing; needs the credentials that {@link #run()} needs.
     *
     * @return the plan and what was found, worst first
     * @throws AmiBuilderException when the source does not compile, as {@link #compile()} would throw it
     */
    public Preflight preflight() {
        try (CompiledAmi compiled = compile()) {
            return Preflight.of(settings, compiled, plan(compiled));
        }
    }

    /**
     * Builds the image.
     *
     * @return the image; it is available, tested and published as the build says
     * @throws AmiBuilderException when there is no image, or it is not tested or not published everywhere; its type says why and carries the data, and what could not be
     *     cleaned up is among its suppressed exceptions
     */
    public AmiResult run() {
        try (AmiBake bake = start()) {
            return settings.cleanUpOnShutdown() ? ShutdownGuard.around(() -> run(bake)) : run(bake);
        }
    }

    /**
     * The same build for another driver than {@link #run()}: compiles, touches no cloud, and takes no step yet.
     *
     * @return close it
     */
    public AmiBake start() {
        return AmiBake.start(settings, Memory.of(settings.idOfRun()), Road.to(settings.provider(), settings.time()));
    }

    /**
     * Goes on with a bake where a {@linkplain AmiBake#checkpoint() checkpoint} of it was taken, in this process or another
     * one: compiles, touches no cloud, and takes no step yet. The build must be told the same as the one that was started, but
     * for its id, which is in the checkpoint; the clocks of the processes must agree to some seconds.
     *
     * @param checkpoint what {@link AmiBake#checkpoint()} gave
     * @return close it
     * @throws IllegalArgumentException when the text is no checkpoint of this version of the library, or another build's
     */
    public AmiBake resume(String checkpoint) {
        Memory memory = Memory.read(checkpoint);
        if (!settings.buildId().orElse(memory.buildId()).equals(memory.buildId())) {
            throw new IllegalArgumentException("the checkpoint must be of build '"
                    + settings.buildId().get() + "', but is of '" + memory.buildId() + "'; give each build its own");
        }
        return AmiBake.start(settings, memory, Road.to(settings.provider(), settings.time()));
    }

    /** {@return the name of the image's family} */
    public String name() {
        return settings.name();
    }

    /** {@return the version of the image} */
    public String version() {
        return settings.version();
    }

    /** {@return the image it starts from} */
    public BaseImage baseImage() {
        return settings.baseImage();
    }

    /** {@return the cloud it bakes on} */
    public CloudProvider provider() {
        return settings.provider();
    }

    /** {@return where a rootfs is kept that does not fit into the user-data; empty when there is no such place} */
    public Optional<ArtifactStore> storage() {
        return settings.storage();
    }

    /** {@return what becomes of the instance when it fails} */
    public OnFailure onFailure() {
        return settings.onFailure();
    }

    /** {@return whether it removes from its storage what it has stored there} */
    public boolean deleteStored() {
        return settings.deleteStored();
    }

    /** {@return what an instance of the image must do before the image counts; empty when it is not tested} */
    public Optional<SmokeTest> smokeTest() {
        return settings.smokeTest();
    }

    /** {@return where the finished image is made known; empty when nowhere} */
    public Optional<Publisher> publisher() {
        return settings.publisher();
    }

    private AmiResult run(AmiBake bake) {
        try (Alarm alarm = new Alarm(bake.buildId(), settings.time(), settings.wakeUps(), settings.ticks())) {
            Next next = bake.step();
            while (next instanceof Next.Again again) {
                alarm.pause(again.pause());
                next = bake.step();
            }
            return ((Next.Done) next).result();
        } catch (InterruptedException e) {
            BuildCancelledException cancelled = bake.cancel("its thread was interrupted", e);
            Thread.currentThread().interrupt();
            throw cancelled;
        }
    }

    BuildSettings settings() {
        return settings;
    }

    @Override
    public String toString() {
        return "build of " + settings.name() + " " + settings.version() + " from " + settings.baseImage();
    }
}
