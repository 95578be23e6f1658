package io.amibuilder.engine;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.Query;
import io.amibuilder.event.BuildEvent;
import io.amibuilder.guest.GuestReport;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks at the cloud and writes down what is seen. One look is one request while one thing is waited for. */
final class Observer {
    // The cloud's clock and ours need not agree; an earlier attempt is older than this
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(2);

    private final BakeRequest request;
    private final CloudProvider provider;
    private final Time time;
    private final Announcer announcer;

    Observer(BakeRequest request, CloudProvider provider, Time time, Announcer announcer) {
        this.request = request;
        this.provider = provider;
        this.time = time;
        this.announcer = announcer;
    }

    Observation observe(Notebook notes) {
        Action.Subject watching = notes.watching;
        if (watching == Action.Subject.EVERYTHING || watching == Action.Subject.INSTANCE) {
            lookAtInstances(notes);
        }
        boolean gone = notes.goneLooks > 0; // then another process may have finished
        if (watching == Action.Subject.EVERYTHING || watching == Action.Subject.IMAGE || gone) {
            lookAtImages(notes);
        }
        notes.looks++;
        return notes.observation();
    }

    private void lookAtInstances(Notebook notes) {
        List<InstanceStatus> all = provider.instances(Query.build(request.buildId()));
        Optional<InstanceStatus> chosen = choose(all, notes);
        if (chosen.isEmpty()) {
            notes.goneLooks += notes.goneLooks > 0 ? 1 : 0; // one that was ended is no longer shown after an hour
            return; // not visible yet, or a stale answer: what was known before still holds
        }
        InstanceStatus now = chosen.get();
        for (InstanceStatus other : all) {
            if (other.state().isGone()) {
                notes.surplus.remove(other.id());
            } else if (!other.id().equals(now.id())) {
                notes.surplus.add(other.id());
            }
        }
        notes.goneLooks = now.state().isGone() ? notes.goneLooks + 1 : 0;
        if (notes.instance == null
                || notes.instance.state() != now.state()
                || !notes.instance.id().equals(now.id())) {
            announcer.tell(
                    (at, id) -> new BuildEvent.InstanceChanged(at, id, now.id(), now.state(), now.stateReason()));
        }
        notes.instance = now;
        if (now.state() != InstanceState.STOPPED) {
            notes.stoppedSince = null;
        } else if (notes.stoppedSince == null) {
            notes.stoppedSince = time.now();
        }
    }

    /**
     * The build's one instance: the oldest that lives, so that every process picks the same; else the one that this
     * process knows, however it ended. Those that earlier processes lost only count as spent tokens.
     */
    private Optional<InstanceStatus> choose(List<InstanceStatus> all, Notebook notes) {
        Optional<InstanceStatus> alive = all.stream()
                .filter(i -> !i.state().isGone())
                .min(Comparator.comparing(InstanceStatus::launchedAt).thenComparing(i -> i.id().value()));
        if (alive.isPresent() && !alive.get().id().equals(notes.launched)) {
            adopt(alive.get(), notes);
        }
        Optional<InstanceStatus> known =
                all.stream().filter(i -> i.id().equals(notes.launched)).findFirst();
        if (known.isPresent() && isOfSpentToken(known.get(), notes)) {
            notes.launched = null;
            notes.launchedAt = null;
            known = Optional.empty();
        }
        if (notes.launched == null) {
            notes.spentTokens = Math.max(notes.spentTokens, all.size());
        }
        return known;
    }

    /** EC2 may answer a launch under a spent token with the instance that was made, and ended, long before. */
    private static boolean isOfSpentToken(InstanceStatus launched, Notebook notes) {
        return notes.launchedAt != null
                && launched.state().isGone()
                && launched.launchedAt().isBefore(notes.launchedAt.minus(CLOCK_SKEW));
    }

    private void adopt(InstanceStatus instance, Notebook notes) {
        if (notes.launched != null) {
            notes.surplus.add(notes.launched); // even if no look ever shows it
        }
        notes.surplus.remove(instance.id());
        notes.launched = instance.id();
        notes.launchedAt = null;
        notes.stoppedSince = null;
        notes.adopted = true;
        notes.report = GuestReport.SILENCE;
        notes.steps.clear();
        notes.nextPeek = null;
        announcer.tell((at, id) -> new BuildEvent.InstanceAdopted(at, id, instance.id()));
    }

    /** Whether this look shows that the image has passed its smoke test. */
    static boolean isPassed(ImageId image, List<ImageStatus> seen) {
        return seen.stream()
                .filter(status -> status.id().equals(image))
                .anyMatch(status -> AmiTags.PASSED.equals(status.tags().get(AmiTags.SMOKE_TEST)));
    }

    private void lookAtImages(Notebook notes) {
        if (request.goal() instanceof Goal.Proof proof) {
            notes.passed |= isPassed(proof.image().id(), provider.images(Query.build(proof.buildId())));
            return;
        }
        provider.images(Query.build(request.buildId())).forEach(image -> notes.images.put(image.id(), image));
        if (notes.images.isEmpty()) {
            return;
        }
        // The oldest that may become available: two processes may have asked under two names, and agree on this one
        List<ImageStatus> inOrder = notes.images.values().stream()
                .sorted(Comparator.comparing(
                                (ImageStatus image) -> image.state().isDeadEnd())
                        .thenComparing(ImageStatus::createdAt)
                        .thenComparing(image -> image.id().value()))
                .toList();
        ImageStatus now = inOrder.get(0);
        if (!now.id().equals(notes.requestedImage)) {
            notes.requestedImage = now.id();
            announcer.tell((at, id) -> new BuildEvent.ImageAdopted(at, id, now.id(), now.name()));
        }
        if (notes.image == null
                || notes.image.state() != now.state()
                || !notes.image.id().equals(now.id())) {
            announcer.tell((at, id) -> new BuildEvent.ImageChanged(at, id, now.id(), now.state(), now.stateReason()));
        }
        notes.image = now;
        notes.surplusImages.clear();
        inOrder.stream()
                .skip(1)
                .filter(image -> !image.state().isDeadEnd())
                .map(ImageStatus::id)
                .forEach(notes.surplusImages::add);
    }
}
