package io.amibuilder.engine;

import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.SmokeTestFailedException;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.error.CleanUpSummary;
import io.amibuilder.event.BuildEvent;
import io.amibuilder.event.BuildListener;
import io.amibuilder.guest.GuestFailedException;
import io.amibuilder.guest.NoProofException;
import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.wait.Time;
import io.amibuilder.wait.WaitTimedOutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A build under way: bakes the image, tests it, publishes it. Each stage begins when the one before is done, and a process
 * that goes on with a build finds out from the cloud how far it is. For one thread at a time; any number of processes may
 * work on the same build.
 */
public final class Delivery {
    private final BakeRequest request;
    private final Optional<Publication> publication;
    private final CloudProvider provider;
    private final Optional<ArtifactStore> store;
    private final Time time;
    private final List<BuildListener> listeners;
    private final Announcer announcer;
    private final Contents contents;
    private final Memory memory;
    private final Instant begun;
    private final Bake bake;
    private Optional<Bake> test = Optional.empty();
    private Optional<Publishing> publishing = Optional.empty();

    /**
     * A build that goes on from what is remembered of it.
     *
     * @param request what is asked for
     * @param contents what the image is made of
     * @param publication what publishes the image; empty when nothing does
     * @param provider the cloud
     * @param store where a large rootfs goes; empty when there is no store
     * @param time the time in which the provider lives
     * @param listeners who is told
     * @param memory what is remembered of the build
     */
    public Delivery(
            BakeRequest request,
            Contents contents,
            Optional<Publication> publication,
            CloudProvider provider,
            Optional<ArtifactStore> store,
            Time time,
            List<BuildListener> listeners,
            Memory memory) {
        this.request = request;
        this.contents = contents;
        this.time = time;
        this.listeners = List.copyOf(listeners);
        this.announcer = new Announcer(request.buildId(), time, listeners);
        Calls calls = new Calls(time, announcer);
        this.provider = new ToldCloud(provider, calls);
        this.store = store.map(to -> new ToldStore(to, calls));
        this.publication = publication;
        this.memory = memory;
        this.begun = memory.begun == null ? time.now() : memory.begun;
        memory.begun = begun;
        this.bake = new Bake(request, this.provider, this.store, time, listeners, memory.bake);
        if (memory.baked != null) {
            ImageStatus image = memory.baked.image();
            test = Optional.ofNullable(memory.test)
                    .flatMap(notes -> request.test().map(wanted -> test(wanted, image, notes)));
            publishing = Optional.ofNullable(memory.publishing)
                    .flatMap(notes -> publication.map(to -> publishing(to, image, notes)));
        }
    }

    /** {@return when the first process began with it} */
    public Instant begun() {
        return begun;
    }

    /**
     * {@return what {@link Memory#read} reads} From now on a step may be repeated by a process that goes on from here,
     * and what is created is noted one step before it is asked for.
     */
    public String checkpoint() {
        memory.bake.checkpointed = true;
        if (memory.test != null) {
            memory.test.checkpointed = true;
        }
        return memory.text();
    }

    /**
     * Takes the next step.
     *
     * @return when to take another one, or the image
     * @throws AmiBuilderException when the build has failed; what it had created has been removed, but for an image that was
     *     available and has not failed its smoke test, and what could not be removed is a suppressed exception
     */
    public Step step() {
        tellStarted();
        try {
            Step step = tryStep();
            if (step instanceof Step.Again again && !again.pause().isZero()) {
                announcer.tell((at, id) -> new BuildEvent.Paused(at, id, again.pause()));
            }
            return step;
        } catch (RuntimeException | Error e) {
            tellFailed(e);
            throw e;
        }
    }

    /**
     * Gives the build up and removes what it has created, likewise; what could not be removed is added to this failure.
     *
     * @param why the reason, to which what could not be removed is added
     */
    public void cancel(Throwable why) {
        Step.Done baked = memory.baked;
        if (baked == null) {
            bake.cancel(why);
        } else {
            test.ifPresent(present -> present.cancel(why));
            keep(baked.image(), why);
        }
        tellFailed(why);
    }

    private Step tryStep() {
        Step.Done baked = memory.baked;
        if (baked == null) {
            Step step = bake.step();
            return step instanceof Step.Done done ? afterBake(done) : step;
        }
        if (test.isPresent()) {
            return testStep(test.get(), baked);
        }
        return publishing.isPresent() ? publishStep(publishing.get(), baked) : afterTest(baked);
    }

    private Step afterBake(Step.Done done) {
        memory.baked = done;
        if (!done.reused()) { // one that is reused has passed the same test
            test = request.test().map(wanted -> begin(wanted, done.image()));
        }
        return test.isPresent() ? new Step.Again(Duration.ZERO) : afterTest(done);
    }

    private Bake begin(TestRequest wanted, ImageStatus image) {
        if (!Observer.isPassed(image.id(), List.of(image))) {
            announcer.tell((at, id) -> new BuildEvent.SmokeTestStarted(at, id, image.id()));
        }
        Notebook notes = new Notebook();
        notes.checkpointed = memory.bake.checkpointed;
        memory.test = notes;
        return test(wanted, image, notes);
    }

    private Bake test(TestRequest wanted, ImageStatus image, Notebook notes) {
        return new Bake(wanted.of(image, request), provider, store, time, listeners, notes);
    }

    private Publishing publishing(Publication to, ImageStatus image, Notebook notes) {
        return new Publishing(request, image, to, time, announcer, notes);
    }

    private Step testStep(Bake present, Step.Done done) {
        try {
            Step step = present.step();
            return step instanceof Step.Again ? step : afterTest(done);
        } catch (GuestFailedException | NoProofException | WaitTimedOutException verdict) {
            return afterVerdict(done, verdict);
        } catch (RuntimeException | Error e) {
            keep(done.image(), e); // this says nothing of the image; run again, the build tests it again
            throw e;
        }
    }

    private Step afterVerdict(Step.Done done, AmiBuilderException verdict) {
        ImageStatus image = done.image();
        CleanUp.Rejection rejection = new CleanUp(
                        request, provider, new Artifacts(request, store, time, announcer), time, announcer)
                .reject(image.id(), verdict);
        if (rejection == CleanUp.Rejection.OVERRULED) {
            return afterTest(done);
        }
        boolean discarded = rejection == CleanUp.Rejection.DISCARDED;
        SmokeTestFailedException failure = new SmokeTestFailedException(image, discarded, verdict);
        for (Throwable problem : verdict.getSuppressed()) {
            failure.addSuppressed(problem);
        }
        failure.cleanedUp(with(image, verdict.cleanUp(), discarded));
        throw failure;
    }

    private Step afterTest(Step.Done done) {
        test = Optional.empty();
        memory.test = null;
        publishing = publication.map(to -> {
            memory.publishing = new Notebook();
            return publishing(to, done.image(), memory.publishing);
        });
        return publishing.isPresent() ? new Step.Again(Duration.ZERO) : succeeded(done);
    }

    private Step publishStep(Publishing present, Step.Done done) {
        try {
            Optional<Duration> pause = present.step();
            return pause.isPresent() ? new Step.Again(pause.get()) : succeeded(done.published(present.targets()));
        } catch (RuntimeException | Error e) {
            keep(done.image(), e);
            throw e;
        }
    }

    private Step succeeded(Step.Done done) {
        announcer.tell((at, id) ->
                new BuildEvent.Succeeded(at, id, done.image().id(), done.image().name()));
        return done;
    }

    private static void keep(ImageStatus image, Throwable why) {
        if (why instanceof AmiBuilderException failure) {
            failure.cleanedUp(with(image, failure.cleanUp(), false));
        }
    }

    private static CleanUpSummary with(ImageStatus image, CleanUpSummary instances, boolean discarded) {
        List<String> removed = new ArrayList<>(instances.removed());
        List<String> left = new ArrayList<>(instances.left());
        (discarded ? removed : left).add("image " + image.id());
        return new CleanUpSummary(removed, left);
    }

    private void tellStarted() {
        if (!memory.announced) {
            memory.announced = true;
            int userdataBytes = request.userdata().sizeBytes();
            long storedBytes =
                    request.stored().map(stored -> stored.rootfs().sizeBytes()).orElse(0L);
            announcer.tell(
                    (at, id) -> new BuildEvent.Started(at, id, request.name(), request.version(), userdataBytes));
            announcer.tell(
                    (at, id) -> new BuildEvent.Compiled(at, id, contents.parts(), contents.files(), storedBytes));
        }
    }

    private void tellFailed(Throwable why) {
        CleanUpSummary cleanUp =
                why instanceof AmiBuilderException failure ? failure.cleanUp() : CleanUpSummary.NOTHING;
        announcer.tell((at, id) -> new BuildEvent.Failed(
                at, id, why.getClass().getSimpleName(), String.valueOf(why.getMessage()), cleanUp));
    }
}
