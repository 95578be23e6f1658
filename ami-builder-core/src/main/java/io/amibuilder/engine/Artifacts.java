package io.amibuilder.engine;

import io.amibuilder.event.BuildEvent;
import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.storage.StorageException;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a build keeps in its store: puts the rootfs there, and removes it and the report if it was told to. */
final class Artifacts {
    private static final Logger LOG = LoggerFactory.getLogger(Artifacts.class);
    // A link is signed before the launch, which may be sent again for a while; and S3 bears clocks that are 15 minutes
    // wrong
    private static final Duration LINK_MARGIN = Duration.ofHours(1);

    /** One thing to remove. */
    record Deletion(String what, Runnable act) {}

    private final BakeRequest request;
    private final Optional<ArtifactStore> store;
    private final Time time;
    private final Announcer announcer;

    Artifacts(BakeRequest request, Optional<ArtifactStore> store, Time time, Announcer announcer) {
        this.request = request;
        this.store = store;
        this.time = time;
        this.announcer = announcer;
    }

    /** How long a link must live that is given to an instance. */
    static Duration linkValidity(BakeRequest request) {
        return request.instanceWait().limit().plus(LINK_MARGIN);
    }

    void storeRootfs(Notebook notes) {
        BakeRequest.Stored stored = request.stored().orElseThrow();
        ArtifactStore to = store.orElseThrow(() -> new StorageException(
                stored.location(), false, "the rootfs must be stored there, but the build has no storage(...)", null));
        boolean missing = !to.has(stored.location(), stored.rootfs());
        if (missing) {
            notes.uploaded = true; // even when the answer is lost
            to.put(stored.location(), stored.rootfs(), new UploadTeller(stored.location(), time, announcer));
        }
        notes.rootfsReady = true;
        announcer.tell((at, id) -> new BuildEvent.RootfsStored(
                at, id, stored.location(), stored.rootfs().sizeBytes(), missing));
    }

    /** What is to be removed once nobody fetches it any more: the rootfs, if this process has put it there, and the report. */
    List<Deletion> deletions(Notebook notes) {
        List<Deletion> deletions = new ArrayList<>();
        if (request.deleteStored() && store.isPresent()) {
            ArtifactStore from = store.get();
            request.stored()
                    .filter(stored -> notes.uploaded)
                    .ifPresent(stored -> deletions.add(new Deletion("rootfs at " + stored.location(), () -> {
                        from.delete(stored.location());
                        notes.uploaded = false;
                        announcer.tell((at, id) -> new BuildEvent.RootfsDeleted(at, id, stored.location()));
                    })));
            if (request.userdata().needsReportLink()) {
                String report = Naming.reportName(request);
                deletions.add(new Deletion("report " + report, () -> from.deleteReport(report)));
            }
        }
        return deletions;
    }

    /** Removes it after a success, which a failure to do so does not undo. */
    void delete(Notebook notes) {
        for (Deletion deletion : deletions(notes)) {
            try {
                deletion.act().run();
            } catch (RuntimeException e) {
                LOG.warn(
                        "build {} is done, but could not remove its {}; remove it by hand",
                        request.buildId(),
                        deletion.what(),
                        e);
            }
        }
    }
}
