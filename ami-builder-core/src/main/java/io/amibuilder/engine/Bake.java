package io.amibuilder.engine;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.event.BuildListener;
import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.storage.StorageException;
import io.amibuilder.traffic.Deferred;
import io.amibuilder.wait.Look;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One instance under way, from which an image is made or which tests one: {@link #step()} observes, decides and acts once. For one thread at a time; any number of processes
 * may work on the same build.
 */
public final class Bake {
    private final BakeRequest request;
    private final Time time;
    private final Announcer announcer;
    private final Observer observer;
    private final Artifacts artifacts;
    private final Actor actor;
    private final ProgressReader progress;
    private final Problems problems;
    private final CleanUp cleanUp;
    private final Notebook notes;

    /** A bake that goes on from these notes, which are empty when nobody has looked at anything yet. */
    Bake(
            BakeRequest request,
            CloudProvider provider,
            Optional<ArtifactStore> store,
            Time time,
            List<BuildListener> listeners,
            Notebook notes) {
        this.request = request;
        this.time = time;
        this.announcer = new Announcer(request.toldId(), time, listeners);
        this.observer = new Observer(request, provider, time, announcer);
        this.artifacts = new Artifacts(request, store, time, announcer);
        this.actor = new Actor(request, provider, store, artifacts, time, announcer);
        this.progress = new ProgressReader(request, provider, time, announcer);
        this.problems = new Problems(request, time, announcer);
        this.cleanUp = new CleanUp(request, provider, artifacts, time, announcer);
        this.notes = notes;
        this.notes.rootfsReady |= request.stored().isEmpty();
    }

    /**
     * Takes the next step.
     *
     * @return when to take another one, or the image
     * @throws AmiBuilderException when the build has failed; what it had created has been removed, and what could not be
     *     removed is a suppressed exception
     */
    public Step step() {
        try {
            return tryStep();
        } catch (RuntimeException | Error e) {
            cleanUp.run(notes, e);
            throw e;
        }
    }

    /**
     * Gives the build up and removes what it has created; what could not be removed is added to this failure.
     *
     * @param why the reason, to which what could not be removed is added
     */
    public void cancel(Throwable why) {
        cleanUp.run(notes, why);
    }

    private Step tryStep() {
        try {
            Action action = Decider.decide(request, observer.observe(notes), time.now());
            Optional<ImageStatus> reusable = begins(action) ? actor.reusable(notes) : Optional.empty();
            Step next = reusable.isPresent() ? finished(reusable.get(), true) : act(action);
            problems.over(notes);
            return next;
        } catch (CloudException e) {
            return new Step.Again(problems.pauseAfter(e, notes));
        } catch (StorageException e) {
            return new Step.Again(problems.pauseAfter(e, notes));
        } catch (Deferred e) {
            return new Step.Again(e.pause()); // nothing was sent
        }
    }

    /** Whether nothing of this build is there: what an earlier process of it has left must be brought to its end. */
    private static boolean begins(Action action) {
        return action instanceof Action.StoreRootfs || action instanceof Action.Launch;
    }

    private Step act(Action action) {
        if (action instanceof Action.Wait wait) {
            progress.read(notes);
            return again(wait.subject(), wait.policy().pauseAfter(look(wait.subject(), wait.elapsed())));
        }
        if (action instanceof Action.ReadOutcome read) {
            boolean spoke = actor.readOutcome(read.instance(), notes);
            Duration pause = request.proofWait().pauseAfter(look(Action.Subject.PROOF, read.elapsed()));
            return again(Action.Subject.PROOF, spoke ? Duration.ZERO : pause);
        }
        if (action instanceof Action.Finish finish) {
            return finished(finish.image(), false);
        }
        if (action instanceof Action.Fail fail) {
            throw actor.explained(fail.why(), notes);
        }
        notes.watching = Action.Subject.EVERYTHING;
        notes.looks = 0;
        return new Step.Again(actor.act(action, notes));
    }

    private Look look(Action.Subject subject, Duration elapsed) {
        if (notes.watching != subject) {
            notes.looks = 1;
        }
        return new Look(notes.looks, elapsed);
    }

    private Step again(Action.Subject subject, Duration pause) {
        notes.watching = subject;
        return new Step.Again(pause);
    }

    private Step finished(ImageStatus image, boolean reused) {
        artifacts.delete(notes);
        boolean proved = request.userdata().nonce().isPresent()
                && !(request.acceptNoProof() && notes.report.lastWord().isEmpty());
        return new Step.Done(image, Optional.ofNullable(notes.launched), proved, reused, List.of());
    }
}
