package io.amibuilder.engine;

import io.amibuilder.cloud.ImageFailedException;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceLostException;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.guest.GuestFailedException;
import io.amibuilder.guest.GuestWord;
import io.amibuilder.guest.NoProofException;
import io.amibuilder.wait.WaitPolicy;
import io.amibuilder.wait.WaitTimedOutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What to do next, as a pure function of what is seen. */
final class Decider {
    // EC2 may take this long to show what it has made ("Eventual consistency", Amazon EC2 developer guide)
    static final Duration VISIBILITY = Duration.ofMinutes(5);
    // What an earlier process asked for, just before it died, is visible after seconds; a second image would stay for
    // ever
    static final Duration QUIET = Duration.ofMinutes(1);
    // One answer may be stale; three in a row, five seconds apart, are not
    static final int SURE = 3;
    private static final WaitPolicy BETWEEN_DOUBTS =
            WaitPolicy.atMost(VISIBILITY).every(WaitPolicy.DEFAULT_PAUSE);

    private final BakeRequest request;
    private final Observation seen;
    private final Instant now;

    private Decider(BakeRequest request, Observation seen, Instant now) {
        this.request = request;
        this.seen = seen;
        this.now = now;
    }

    static Action decide(BakeRequest request, Observation seen, Instant now) {
        return new Decider(request, seen, now).decide();
    }

    private Action decide() {
        if (!seen.surplus().isEmpty()) {
            return new Action.EndSurplus(seen.surplus().get(0));
        }
        if (!seen.surplusImages().isEmpty()) {
            return new Action.DiscardSurplus(seen.surplusImages().get(0));
        }
        if (seen.passed() && request.goal() instanceof Goal.Proof proof) {
            return ended(proof.image());
        }
        if (seen.image().isPresent()) {
            return forImage(seen.image().get());
        }
        if (seen.imageRequestedAt().isPresent()) {
            return waitForImage(
                    "requested, not visible yet", seen.imageRequestedAt().get());
        }
        return seen.instance().map(this::forInstance).orElseGet(this::withoutInstance);
    }

    private Action forImage(ImageStatus image) {
        if (image.state().isDeadEnd()) {
            return new Action.Fail(new ImageFailedException(image));
        }
        if (image.state() == ImageState.PENDING) {
            return waitForImage("pending", seen.imageRequestedAt().orElse(image.createdAt()));
        }
        return ended(image);
    }

    private Action ended(ImageStatus image) {
        Optional<InstanceStatus> alive =
                seen.instance().filter(i -> !seen.terminated() && !i.state().isGone());
        return alive.<Action>map(instance -> new Action.Terminate(instance.id()))
                .orElseGet(() -> new Action.Finish(image));
    }

    private Action withoutInstance() {
        Optional<Duration> sinceLaunch = seen.launchedAt().map(at -> Duration.between(at, now));
        if (sinceLaunch.isPresent() && sinceLaunch.get().compareTo(VISIBILITY) < 0) {
            return waitForInstance(
                    "launched, not visible yet", seen.launchedAt().get());
        }
        return seen.rootfsReady() ? new Action.Launch() : new Action.StoreRootfs();
    }

    private Action forInstance(InstanceStatus instance) {
        return switch (instance.state()) {
            case PENDING, RUNNING, STOPPING ->
                waitForInstance(instance.state().text(), seen.launchedAt().orElse(instance.launchedAt()));
            case STOPPED -> forStopped(instance);
            case SHUTTING_DOWN, TERMINATED -> forGone(instance);
        };
    }

    private Action forGone(InstanceStatus instance) {
        if (seen.report().lastWord().orElse(null) instanceof GuestWord.Failed failed) {
            return failed(instance, failed); // another process has read it, too, and was faster to clean up
        }
        return seen.goneLooks() < SURE // another process may have ended it, and its image not be visible yet
                ? new Action.Wait(Action.Subject.EVERYTHING, Duration.ZERO, BETWEEN_DOUBTS)
                : new Action.Fail(new InstanceLostException(instance));
    }

    private Action failed(InstanceStatus instance, GuestWord.Failed word) {
        return new Action.Fail(new GuestFailedException(
                instance.id().value(), word, seen.report().logTail()));
    }

    private Action forStopped(InstanceStatus instance) {
        Duration stopped = Duration.between(seen.stoppedSince().orElse(now), now);
        boolean over = request.proofWait().isOver(stopped);
        if (!instance.stoppedItself()) {
            boolean mayBeLate = instance.stateReason().isEmpty() && !over;
            return mayBeLate
                    ? new Action.Wait(Action.Subject.INSTANCE, stopped, request.proofWait())
                    : new Action.Fail(new InstanceLostException(instance));
        }
        if (request.userdata().nonce().isEmpty()) {
            return proved(instance, stopped);
        }
        Optional<GuestWord> lastWord = seen.report().lastWord();
        if (lastWord.isPresent()) {
            return lastWord.get() instanceof GuestWord.Failed failed
                    ? failed(instance, failed)
                    : proved(instance, stopped);
        }
        if (!over) {
            return new Action.ReadOutcome(instance.id(), stopped);
        }
        return request.acceptNoProof()
                ? proved(instance, stopped)
                : new Action.Fail(new NoProofException(instance.id().value(), stopped, seen.report()));
    }

    private Action proved(InstanceStatus instance, Duration stopped) {
        return request.goal() instanceof Goal.Proof proof
                ? new Action.MarkPassed(proof.image())
                : createImage(instance, stopped);
    }

    private Action createImage(InstanceStatus instance, Duration stopped) {
        boolean quiet = !seen.adopted() || stopped.compareTo(QUIET) >= 0;
        return quiet
                ? new Action.CreateImage(instance.id())
                : new Action.Wait(Action.Subject.EVERYTHING, stopped, request.proofWait());
    }

    private Action waitForInstance(String lastState, Instant since) {
        String instance = seen.instance().map(i -> "instance " + i.id()).orElse("the instance");
        return waitFor(Action.Subject.INSTANCE, instance + " to stop", lastState, since, request.instanceWait());
    }

    private Action waitForImage(String lastState, Instant since) {
        String image = seen.image().map(i -> "image " + i.id()).orElse("the image");
        return waitFor(Action.Subject.IMAGE, image + " to become available", lastState, since, request.imageWait());
    }

    private Action waitFor(Action.Subject subject, String what, String lastState, Instant since, WaitPolicy policy) {
        Duration elapsed = Duration.between(since, now);
        return policy.isOver(elapsed)
                ? new Action.Fail(new WaitTimedOutException(what, lastState, elapsed, seen.looks(), policy.limit()))
                : new Action.Wait(subject, elapsed, policy);
    }
}
