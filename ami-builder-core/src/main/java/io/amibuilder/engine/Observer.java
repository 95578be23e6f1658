package io.amibuilder.engine;

import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.Query;
import io.amibuilder.event.BuildEvent;
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
        if (notes.watching != Action.Subject.IMAGE && notes.watching != Action.Subject.PROOF) {
            lookAtInstances(notes);
        }
        if (notes.watching == null || notes.watching == Action.Subject.IMAGE) {
            lookAtImages(notes);
        }
        notes.looks++;
        return notes.observation();
    }

    private void lookAtInstances(Notebook notes) {
        List<InstanceStatus> all = provider.instances(Query.build(request.buildId()));
        Optional<InstanceStatus> found = notes.launched == null ? adopt(all, notes) : same(all, notes);
        if (found.isEmpty()) {
            return; // not visible yet, or a stale answer: what was known before still holds
        }
        InstanceStatus now = found.get();
        if (notes.instance == null || notes.instance.state() != now.state()) {
            announcer.tell(
                    (at, id) -> new BuildEvent.InstanceChanged(at, id, now.id(), now.state(), now.stateReason()));
        }
        notes.instance = now;
        if (now.state() == InstanceState.STOPPED && notes.stoppedSince == null) {
            notes.stoppedSince = time.now();
        }
    }

    private static Optional<InstanceStatus> same(List<InstanceStatus> all, Notebook notes) {
        return all.stream().filter(i -> i.id().equals(notes.launched)).findFirst();
    }

    /** The instance that an earlier run left; the oldest, so that every process picks the same. */
    private Optional<InstanceStatus> adopt(List<InstanceStatus> all, Notebook notes) {
        int gone = (int) all.stream().filter(i -> i.state().isGone()).count();
        notes.spentTokens = Math.max(notes.spentTokens, gone);
        Optional<InstanceStatus> alive = all.stream()
                .filter(i -> !i.state().isGone())
                .min(Comparator.comparing(InstanceStatus::launchedAt).thenComparing(i -> i.id().value()));
        alive.ifPresent(i -> {
            notes.launched = i.id();
            announcer.tell((at, id) -> new BuildEvent.InstanceAdopted(at, id, i.id()));
        });
        return alive;
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
