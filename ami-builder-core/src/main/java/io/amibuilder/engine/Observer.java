package io.amibuilder.engine;

import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.Query;
import io.amibuilder.event.BuildEvent;
import io.amibuilder.guest.GuestReport;
import io.amibuilder.wait.Time;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks at the cloud and writes down what is seen. One look is one request while one thing is waited for. */
final class Observer {
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
            return; // not visible yet, or a stale answer: what was known before still holds
        }
        InstanceStatus now = chosen.get();
        notes.surplus = all.stream()
                .filter(i -> !i.state().isGone() && !i.id().equals(now.id()))
                .map(InstanceStatus::id)
                .toList();
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
        if (notes.launched == null) {
            notes.spentTokens = Math.max(notes.spentTokens, all.size());
        }
        return all.stream().filter(i -> i.id().equals(notes.launched)).findFirst();
    }

    private void adopt(InstanceStatus instance, Notebook notes) {
        notes.launched = instance.id();
        notes.launchedAt = null;
        notes.stoppedSince = null;
        notes.adopted = true;
        notes.report = GuestReport.SILENCE;
        announcer.tell((at, id) -> new BuildEvent.InstanceAdopted(at, id, instance.id()));
    }

    private void lookAtImages(Notebook notes) {
        Optional<ImageStatus> found = provider.images(Query.build(request.buildId())).stream()
                .filter(i -> notes.requestedImage == null || i.id().equals(notes.requestedImage))
                .min(Comparator.comparing(Observer::usefulness)
                        .thenComparing(ImageStatus::createdAt)
                        .thenComparing(i -> i.id().value()));
        if (found.isEmpty()) {
            return;
        }
        ImageStatus now = found.get();
        if (notes.requestedImage == null) {
            notes.requestedImage = now.id();
            announcer.tell((at, id) -> new BuildEvent.ImageAdopted(at, id, now.id(), now.name()));
        }
        if (notes.image == null || notes.image.state() != now.state()) {
            announcer.tell((at, id) -> new BuildEvent.ImageChanged(at, id, now.id(), now.state(), now.stateReason()));
        }
        notes.image = now;
    }

    private static int usefulness(ImageStatus image) {
        if (image.state() == ImageState.AVAILABLE) {
            return 0;
        }
        return image.state().isDeadEnd() ? 2 : 1;
    }
}
