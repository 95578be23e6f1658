package io.amibuilder.engine;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.event.BuildEvent;
import io.amibuilder.rootfs.Sha256;
import io.amibuilder.storage.StorageException;
import io.amibuilder.wait.Look;
import io.amibuilder.wait.Time;
import io.amibuilder.wait.WaitPolicy;
import io.amibuilder.wait.Waiter;
import java.time.Duration;
import java.time.Instant;

/** Decides whether a failed request ends the build, and how long to pause when it does not. */
final class Problems {
    // EC2's advice for throttled and not-yet-visible: begin with seconds, end with a minute
    private static final Waiter BACK_OFF = Waiter.growing(Duration.ofSeconds(2), Duration.ofMinutes(1));

    private final BakeRequest request;
    private final Time time;
    private final Announcer announcer;

    Problems(BakeRequest request, Time time, Announcer announcer) {
        this.request = request;
        this.time = time;
        this.announcer = announcer;
    }

    /** A request succeeded. */
    void over(Notebook notes) {
        notes.firstProblem = null;
        notes.problems = 0;
    }

    Duration pauseAfter(CloudException problem, Notebook notes) {
        if (problem.kind() == CloudException.Kind.NOT_FOUND && notes.baseImage == null && notes.launched == null) {
            throw problem; // the base image: nothing of ours exists yet that could be late to show
        }
        return switch (problem.kind()) {
            case RETRYABLE, OUTCOME_UNKNOWN, TOKEN_CLASH, NOT_FOUND, NAME_TAKEN, TOKEN_SPENT, NO_CAPACITY ->
                backOff(problem, notes, policy(notes));
            case FINAL -> throw problem;
        };
    }

    Duration pauseAfter(StorageException problem, Notebook notes) {
        if (!problem.retryable()) {
            throw problem;
        }
        return backOff(problem, notes, policy(notes));
    }

    private WaitPolicy policy(Notebook notes) {
        return notes.imageRequestedAt == null ? request.instanceWait() : request.imageWait();
    }

    /** How long to pause; what fails for as long as this policy allows is thrown. */
    Duration backOff(AmiBuilderException problem, Notebook notes, WaitPolicy policy) {
        Instant now = time.now();
        Instant first = notes.firstProblem == null ? now : notes.firstProblem;
        notes.firstProblem = first;
        notes.problems++;
        Duration elapsed = Duration.between(first, now);
        if (policy.isOver(elapsed)) {
            throw problem;
        }
        notes.watching = Action.Subject.EVERYTHING; // whatever was known may be out of date now
        Duration pause = policy.pausing(look -> jittered(BACK_OFF.pauseAfter(look), notes))
                .pauseAfter(new Look(notes.problems, elapsed));
        announcer.tell((at, id) -> new BuildEvent.Retried(at, id, String.valueOf(problem.getMessage()), pause));
        return pause;
    }

    /** Between a half and the whole, by build and attempt, so that a thousand builds do not come back at once. */
    private Duration jittered(Duration pause, Notebook notes) {
        String hex = Sha256.of(request.buildId() + "\n" + notes.problems).hex();
        int permille = 500 + Integer.parseInt(hex.substring(0, 4), 16) % 501;
        return pause.multipliedBy(permille).dividedBy(1000);
    }
}
