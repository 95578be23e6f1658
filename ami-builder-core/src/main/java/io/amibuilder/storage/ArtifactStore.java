package io.amibuilder.storage;

import io.amibuilder.error.Finding;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.Sha256;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a rootfs tarball where the instance can fetch it. Implementations throw {@link StorageException} for every
 * failed request and are safe for use by several threads.
 */
public interface ArtifactStore {
    /**
     * {@return where a gzip'd rootfs with this digest is kept} Pure: asks nobody.
     *
     * @param digest SHA-256 of the compressed tarball
     */
    RootfsLocation locate(Sha256 digest);

    /**
     * {@return where this rootfs is kept} Pure, too: asks nobody, and opens nothing. By default the place of its
     * digest; stores of this library let the name end in {@code .tar.zst} when it is compressed with Zstandard.
     *
     * @param rootfs what is to be kept
     */
    default RootfsLocation locate(Rootfs rootfs) {
        return locate(rootfs.digest());
    }

    /**
     * {@return whether a rootfs of exactly this digest and size is at that place}
     *
     * @param location the place
     * @param rootfs what should be there
     */
    boolean has(RootfsLocation location, Rootfs rootfs);

    /**
     * Stores a rootfs. Storing the same again is fine; the place never holds a half-written one.
     *
     * @param location the place, which {@link #locate(Rootfs)} has given
     * @param rootfs what goes there
     * @throws StorageException when it could not be stored
     */
    void put(RootfsLocation location, Rootfs rootfs);

    /**
     * Stores a rootfs as {@link #put(RootfsLocation, Rootfs)} does, and tells how far it is. By default it tells
     * nothing.
     *
     * @param location the place, which {@link #locate(Rootfs)} has given
     * @param rootfs what goes there
     * @param progress told on the calling thread, as often as the store likes
     */
    default void put(RootfsLocation location, Rootfs rootfs, UploadProgress progress) {
        put(location, rootfs);
    }

    /**
     * A link by which anyone may fetch what is at that place for this long, without credentials.
     *
     * @param location the place
     * @param validity how long the link works; positive
     * @return empty when this store cannot make one
     */
    Optional<URI> downloadLink(RootfsLocation location, Duration validity);

    /**
     * A link to which an instance may upload its report by HTTP PUT, without credentials and without further headers,
     * for this long.
     *
     * @param name the report's name, of letters, digits, dots and dashes
     * @param validity how long the link works; positive
     * @return empty when this store cannot make one
     */
    default Optional<URI> reportLink(String name, Duration validity) {
        return Optional.empty();
    }

    /**
     * {@return the report that an instance has uploaded under this name; empty when there is none, or not yet}
     *
     * @param name the report's name, as {@link #reportLink} was given it
     */
    default Optional<String> readReport(String name) {
        return Optional.empty();
    }

    /**
     * Removes the report of this name. That it is gone already, or never came, is fine.
     *
     * @param name the report's name, as {@link #reportLink} was given it
     * @throws StorageException when it could not be removed; by default a store has no reports, and does nothing
     */
    default void deleteReport(String name) {}

    /**
     * Removes what is at that place. That it is gone already is fine.
     *
     * @param location the place
     * @throws StorageException when it could not be removed, as by default: this store keeps everything
     */
    default void delete(RootfsLocation location) {
        throw new StorageException(location, false, "this store cannot delete; delete it by hand", null);
    }

    /**
     * Looks for whatever would make storing or fetching fail, without storing anything. It throws nothing that a finding
     * can say.
     *
     * @return what was found, worst first; empty when nothing is wrong as far as can be seen, and by default
     */
    default List<Finding> preflight() {
        return List.of();
    }
}
