package io.amibuilder.engine;

import io.amibuilder.event.BuildEvent;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.storage.UploadProgress;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;

/** Tells of an upload, but never so often that a listener drowns: when a while has passed and a hundredth is done. */
final class UploadTeller implements UploadProgress {
    static final Duration WHILE = Duration.ofSeconds(10); // as often as a person looks, and not at all for short ones

    private final RootfsLocation location;
    private final Time time;
    private final Announcer announcer;
    private Instant toldAt;
    private long toldBytes;

    UploadTeller(RootfsLocation location, Time time, Announcer announcer) {
        this.location = location;
        this.time = time;
        this.announcer = announcer;
        this.toldAt = time.now();
    }

    @Override
    public void stored(long doneBytes, long totalBytes) {
        Instant now = time.now();
        if (doneBytes < totalBytes // the end has an event of its own
                && doneBytes - toldBytes >= totalBytes / 100
                && Duration.between(toldAt, now).compareTo(WHILE) >= 0) {
            toldAt = now;
            toldBytes = doneBytes;
            announcer.tell((at, id) -> new BuildEvent.UploadProgressed(at, id, location, doneBytes, totalBytes));
        }
    }
}
