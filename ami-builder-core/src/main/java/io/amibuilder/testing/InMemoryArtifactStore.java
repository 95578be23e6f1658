package io.amibuilder.testing;

import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.Sha256;
import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.storage.StorageException;
import io.amibuilder.storage.UploadProgress;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A bucket in memory. Safe for use by several threads. */
public final class InMemoryArtifactStore implements ArtifactStore {
    private static final String LINK_PREFIX = "https://bucket.invalid/"; // RFC 2606: never resolves

    private static final String REPORTS = "reports/";

    private final RootfsLocation base;
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

    /** An empty store at {@code s3://simulated-bucket/}. */
    public InMemoryArtifactStore() {
        this(new RootfsLocation("s3://simulated-bucket/"));
    }

    /**
     * An empty store at a prefix or an exact place.
     *
     * @param base a prefix under which each rootfs is kept by its digest, or the one place of all
     */
    public InMemoryArtifactStore(RootfsLocation base) {
        this.base = base;
    }

    @Override
    public RootfsLocation locate(Sha256 digest) {
        return base.resolve(digest);
    }

    @Override
    public RootfsLocation locate(Rootfs rootfs) {
        return base.resolve(rootfs);
    }

    @Override
    public boolean has(RootfsLocation location, Rootfs rootfs) {
        byte[] stored = contents.get(location.uri());
        return stored != null && Sha256.of(stored).equals(rootfs.digest());
    }

    @Override
    public void put(RootfsLocation location, Rootfs rootfs) {
        try {
            contents.put(location.uri(), rootfs.bytes());
        } catch (UncheckedIOException e) {
            throw new StorageException(location, false, "cannot read the rootfs", e);
        }
    }

    @Override
    public void put(RootfsLocation location, Rootfs rootfs, UploadProgress progress) {
        put(location, rootfs);
        progress.stored(rootfs.sizeBytes(), rootfs.sizeBytes());
    }

    @Override
    public void delete(RootfsLocation location) {
        contents.remove(location.uri());
    }

    @Override
    public void deleteReport(String name) {
        contents.remove("s3://" + REPORTS + name);
    }

    @Override
    public Optional<URI> downloadLink(RootfsLocation location, Duration validity) {
        return Optional.of(URI.create(LINK_PREFIX + location.uri().substring("s3://".length())));
    }

    @Override
    public Optional<URI> reportLink(String name, Duration validity) {
        return Optional.of(URI.create(LINK_PREFIX + REPORTS + name));
    }

    @Override
    public Optional<String> readReport(String name) {
        return fetch(LINK_PREFIX + REPORTS + name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** What a guest does that uploads to a link of this store. */
    void upload(String link, String content) {
        contents.put("s3://" + link.substring(LINK_PREFIX.length()), content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * {@return what a guest gets that fetches this place or link; empty when there is nothing}
     *
     * @param address a place of this store, or a link that it has made
     */
    public Optional<byte[]> fetch(String address) {
        String uri = address.startsWith(LINK_PREFIX) ? "s3://" + address.substring(LINK_PREFIX.length()) : address;
        return Optional.ofNullable(contents.get(uri)).map(byte[]::clone);
    }

    @Override
    public String toString() {
        return "store in memory at " + base + " with " + contents.size() + " objects";
    }
}
