package io.amibuilder.engine;

import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.Sha256;
import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.storage.UploadProgress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A store whose calls are told of. A link is signed here and asks nobody, so that it is no call. */
final class ToldStore implements ArtifactStore {
    private final ArtifactStore store;
    private final Calls calls;

    ToldStore(ArtifactStore store, Calls calls) {
        this.store = store;
        this.calls = calls;
    }

    @Override
    public RootfsLocation locate(Sha256 digest) {
        return store.locate(digest);
    }

    @Override
    public boolean has(RootfsLocation location, Rootfs rootfs) {
        return calls.ask("look for rootfs", () -> store.has(location, rootfs));
    }

    @Override
    public void put(RootfsLocation location, Rootfs rootfs) {
        calls.act("store rootfs", () -> store.put(location, rootfs));
    }

    @Override
    public void put(RootfsLocation location, Rootfs rootfs, UploadProgress progress) {
        calls.act("store rootfs", () -> store.put(location, rootfs, progress));
    }

    @Override
    public Optional<URI> downloadLink(RootfsLocation location, Duration validity) {
        return store.downloadLink(location, validity);
    }

    @Override
    public Optional<URI> reportLink(String name, Duration validity) {
        return store.reportLink(name, validity);
    }

    @Override
    public Optional<String> readReport(String name) {
        return calls.ask("read report", () -> store.readReport(name));
    }

    @Override
    public void deleteReport(String name) {
        calls.act("delete report", () -> store.deleteReport(name));
    }

    @Override
    public void delete(RootfsLocation location) {
        calls.act("delete rootfs", () -> store.delete(location));
    }
}
