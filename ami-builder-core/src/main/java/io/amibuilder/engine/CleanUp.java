package io.amibuilder.engine;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.OnFailure;
import io.amibuilder.cloud.Query;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.error.CleanUpSummary;
import io.amibuilder.event.BuildEvent;
import io.amibuilder.storage.StorageException;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Removes what a failed build has created, newest first. Its own failures are added to the first one, never replace it. */
final class CleanUp {
    private static final int TRIES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(3); // five tries within the time a person would wait

    private final BakeRequest request;
    private final CloudProvider provider;
    private final Artifacts artifacts;
    private final Time time;
    private final Announcer announcer;

    CleanUp(BakeRequest request, CloudProvider provider, Artifacts artifacts, Time time, Announcer announcer) {
        this.request = request;
        this.provider = provider;
        this.artifacts = artifacts;
        this.time = time;
        this.announcer = announcer;
    }

    void run(Notebook notes, Throwable why) {
        boolean interrupted = Thread.interrupted(); // an interrupted build still has to clean up
        try {
            List<String> removed = new ArrayList<>();
            List<String> left = new ArrayList<>();
            Set<ImageId> kept = new LinkedHashSet<>();
            for (ImageId image : images(notes, why, left, kept)) {
                boolean done = attempt(why, () -> {
                    provider.discard(image);
                    announcer.tell((at, id) -> new BuildEvent.ImageDiscarded(at, id, image));
                });
                (done ? removed : left).add("image " + image);
            }
            for (InstanceId instance : instances(notes, why, left, kept)) {
                boolean done = attempt(why, () -> end(instance));
                boolean gone = done && request.onFailure() == OnFailure.TERMINATE;
                (gone ? removed : left).add("instance " + instance);
            }
            if (request.onFailure()
                    == OnFailure.TERMINATE) { // a kept instance is looked into, with all that belongs to it
                for (Artifacts.Deletion deletion : artifacts.deletions(notes)) {
                    (attempt(why, deletion.act()) ? removed : left).add(deletion.what());
                }
            }
            if (why instanceof AmiBuilderException failure) {
                failure.cleanedUp(new CleanUpSummary(removed, left));
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What becomes of an image whose smoke test failed. */
    enum Rejection {
        /** It is gone, with its snapshots. */
        DISCARDED,
        /** Another process of this build has tested it as well, and it has passed: that counts. */
        OVERRULED,
        /** It could not be discarded, or not be looked at. */
        LEFT
    }

    /**
     * Discards an image whose smoke test failed: the one case in which an available image goes. One that carries the mark of
     * a test that it passed stays, because the process that wrote the mark may have returned or published it.
     */
    Rejection reject(ImageId image, Throwable why) {
        boolean interrupted = Thread.interrupted();
        try {
            AtomicBoolean passed = new AtomicBoolean();
            for (int look = 1; look <= Decider.SURE && (look == 1 || paused()); look++) {
                boolean looked = attempt(
                        why,
                        () -> passed.set(Observer.isPassed(image, provider.images(Query.build(request.buildId())))));
                if (!looked) {
                    return Rejection.LEFT;
                }
                if (passed.get()) {
                    return Rejection.OVERRULED;
                }
            }
            boolean done = attempt(why, () -> {
                provider.discard(image);
                announcer.tell((at, id) -> new BuildEvent.ImageDiscarded(at, id, image));
            });
            return done ? Rejection.DISCARDED : Rejection.LEFT;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void end(InstanceId instance) {
        switch (request.onFailure()) {
            case TERMINATE -> {
                provider.terminate(instance);
                announcer.tell((at, id) -> new BuildEvent.InstanceTerminated(at, id, instance));
            }
            case STOP -> provider.stop(instance);
            case KEEP -> {}
        }
    }

    /**
     * The build's images but those that any of some looks finds available: such an image was made of a proved instance, and
     * another process of this build may just have returned it.
     */
    private Set<ImageId> images(Notebook notes, Throwable why, List<String> left, Set<ImageId> available) {
        Set<ImageId> found = new LinkedHashSet<>();
        Optional.ofNullable(notes.requestedImage).ifPresent(found::add);
        boolean perhaps = notes.unknownNumber > 0; // it may have been asked for and not be visible yet
        for (int look = 1; look <= Decider.SURE && (look == 1 || ((perhaps || !found.isEmpty()) && paused())); look++) {
            boolean looked = attempt(
                    why,
                    () -> provider.images(Query.build(request.buildId())).forEach(image -> {
                        found.add(image.id());
                        if (image.state() == ImageState.AVAILABLE) {
                            available.add(image.id());
                        }
                    }));
            if (!looked) {
                found.forEach(image -> left.add("image " + image));
                return Set.of(); // what cannot be looked at must not be discarded
            }
        }
        if (perhaps && found.isEmpty()) {
            left.add("perhaps an image, whose creation was never answered");
        }
        found.removeAll(available);
        return found;
    }

    /** An earlier process may have died while it tested one of the images that are kept. */
    private Set<InstanceId> instances(Notebook notes, Throwable why, List<String> left, Set<ImageId> kept) {
        Set<String> ids = new LinkedHashSet<>(Set.of(request.buildId()));
        if (request.test().isPresent()) {
            kept.forEach(image -> ids.add(TestRequest.id(request.buildId(), image)));
        }
        Set<InstanceId> found = new LinkedHashSet<>();
        Optional.ofNullable(notes.launched).filter(i -> !notes.terminated).ifPresent(found::add);
        found.addAll(notes.surplus);
        boolean perhaps = notes.launchUnknown && found.isEmpty(); // it may have been launched and not be visible yet
        int looks = perhaps ? TRIES : 1;
        for (int look = 1; look <= looks && (look == 1 || (found.isEmpty() && paused())); look++) {
            attempt(why, () -> {
                for (InstanceStatus instance : provider.instances(Query.builds(ids))) {
                    found.add(instance.id());
                    if (instance.state().isGone()) {
                        found.remove(instance.id());
                        // What asked for it may outlive it and ask again, as a persistent Spot request does
                        attempt(why, () -> provider.terminate(instance.id()));
                    }
                }
            });
        }
        if (perhaps && found.isEmpty()) {
            left.add("perhaps an instance, whose launch was never answered");
        }
        return found;
    }

    private boolean attempt(Throwable why, Runnable act) {
        for (int tried = 1; ; tried++) {
            try {
                act.run();
                return true;
            } catch (RuntimeException e) {
                boolean mayPass = (e instanceof CloudException c && c.kind() != CloudException.Kind.FINAL)
                        || (e instanceof StorageException s && s.retryable());
                if (!mayPass || tried == TRIES || !paused()) {
                    if (e != why) {
                        why.addSuppressed(e);
                    }
                    return false;
                }
            }
        }
    }

    private boolean paused() {
        try {
            time.pause(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
