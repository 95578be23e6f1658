package io.amibuilder.rootfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * A packed rootfs: a compressed tarball with its digest. A small one lives in memory; a larger one in a temporary file that
 * {@link #close()} removes, as does the end of the JVM. Safe for use by several threads until closed.
 */
public abstract class Rootfs implements AutoCloseable {
    private final Compression compression;
    private final Sha256 digest;
    private final Optional<Sha256> tarDigest;
    private final long sizeBytes;
    private final List<PackedFile> files;

    Rootfs(Compression compression, Sha256 digest, Optional<Sha256> tarDigest, long sizeBytes, List<PackedFile> files) {
        this.compression = compression;
        this.digest = digest;
        this.tarDigest = tarDigest;
        this.sizeBytes = sizeBytes;
        this.files = List.copyOf(files);
    }

    /** {@return how it is compressed; that of a file that is read by its first bytes} */
    public Compression compression() {
        return compression;
    }

    /** {@return SHA-256 of the compressed tarball} */
    public Sha256 digest() {
        return digest;
    }

    /**
     * {@return SHA-256 of the tar inside, the same on every machine and JDK for the same tree; empty when it was packed
     * elsewhere}
     */
    public Optional<Sha256> tarDigest() {
        return tarDigest;
    }

    /** {@return the size of the compressed tarball in bytes} */
    public long sizeBytes() {
        return sizeBytes;
    }

    /** {@return what is in it, in the order of the tarball} */
    public List<PackedFile> files() {
        return files;
    }

    /**
     * {@return the compressed tarball from its beginning; may be called any number of times}
     *
     * @throws IOException when the temporary file is gone
     */
    public abstract InputStream open() throws IOException;

    /** {@return the whole compressed tarball; for small ones} */
    public byte[] bytes() {
        try (InputStream in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the packed rootfs", e);
        }
    }

    /**
     * Writes the compressed tarball to a file, replacing it.
     *
     * @param file where it goes; its directory must exist
     */
    public void writeTo(Path file) {
        try (InputStream in = open()) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("writing the packed rootfs to " + file, e);
        }
    }

    /** Removes the temporary file, if there is one. */
    @Override
    public void close() {}

    /**
     * {@return a rootfs in an existing file that stays when it is closed; its digest is computed}
     *
     * @param tarball a tar compressed with gzip or Zstandard
     */
    public static Rootfs read(Path tarball) {
        return RootfsInFile.digested(tarball);
    }

    @Override
    public String toString() {
        return "rootfs of " + files.size() + " entries, " + sizeBytes + " bytes packed, sha256 " + digest;
    }
}
