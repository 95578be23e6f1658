package io.amibuilder.engine;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.event.BuildEvent;
import io.amibuilder.publish.PublishFailedException;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.publish.PublishTarget.State;
import io.amibuilder.wait.Look;
import io.amibuilder.wait.Time;
import io.amibuilder.wait.WaitPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks the publisher again and again until no target is pending. A target that failed keeps no other from being finished. */
final class Publishing {
    private final BakeRequest request;
    private final ImageStatus image;
    private final Publication publication;
    private final Time time;
    private final Announcer announcer;
    private final Problems problems;
    private final Calls calls;
    private final Notebook notes;
    private final Instant begun;

    Publishing(
            BakeRequest request,
            ImageStatus image,
            Publication publication,
            Time time,
            Announcer announcer,
            Notebook notes) {
        this.request = request;
        this.image = image;
        this.publication = publication;
        this.time = time;
        this.announcer = announcer;
        this.problems = new Problems(request, time, announcer);
        this.calls = new Calls(time, announcer);
        this.notes = notes;
        this.begun = notes.publishingSince == null ? time.now() : notes.publishingSince;
        notes.publishingSince = begun;
    }

    List<PublishTarget> targets() {
        return notes.targets;
    }

    /**
     * Asks once.
     *
     * @return how long to pause before asking again; empty when every target is done
     */
    Optional<Duration> step() {
        try {
            List<PublishTarget> now =
                    calls.ask("publish", () -> publication.publisher().publish(image));
            problems.over(notes);
            notes.looks++;
            List<PublishTarget> before = notes.targets;
            notes.targets = List.copyOf(now);
            notes.targets.stream()
                    .filter(target -> !before.contains(target))
                    .forEach(target -> announcer.tell((at, id) -> new BuildEvent.TargetChanged(at, id, target)));
        } catch (CloudException e) {
            return Optional.of(pauseAfter(e));
        }
        WaitPolicy wait = publication.publishWait();
        Duration elapsed = Duration.between(begun, time.now());
        boolean pending = isAny(State.PENDING);
        if (pending && !wait.isOver(elapsed)) {
            return Optional.of(wait.pauseAfter(new Look(notes.looks, elapsed)));
        }
        if (pending || isAny(State.FAILED)) {
            throw new PublishFailedException(request.buildId(), image.id(), notes.targets, null);
        }
        return Optional.empty();
    }

    private Duration pauseAfter(CloudException problem) {
        try {
            if (problem.kind() == CloudException.Kind.FINAL) {
                throw problem;
            }
            return problems.backOff(problem, notes, publication.publishWait());
        } catch (CloudException over) {
            throw new PublishFailedException(request.buildId(), image.id(), notes.targets, over);
        }
    }

    private boolean isAny(State state) {
        return notes.targets.stream().anyMatch(target -> target.state() == state);
    }
}
