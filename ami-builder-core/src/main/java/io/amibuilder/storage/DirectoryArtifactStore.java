package io.amibuilder.storage;

import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps rootfs tarballs as files {@code <sha256>.tgz} (or {@code .tar.zst}) of a directory, for clouds on the same machine and for tests. A file
 * appears in one move, so a reader never sees half of it. Safe for use by several threads and processes.
 */
public final class DirectoryArtifactStore implements ArtifactStore {
    private final Path directory;
    private final RootfsLocation base;

    private DirectoryArtifactStore(Path directory) {
        this.directory = directory;
        this.base = new RootfsLocation("file://" + directory.toUri().getRawPath());
    }

    /**
     * {@return a store in this directory, which is made when it does not exist}
     *
     * @param directory where everything lies
     */
    public static DirectoryArtifactStore at(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute); // a directory that exists has a URI that ends in a slash
        } catch (IOException e) {
            throw new StorageException(
                    new RootfsLocation("file:///"), false, "cannot make the directory " + absolute, e);
        }
        return new DirectoryArtifactStore(absolute);
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
        Path file = file(location);
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) == rootfs.sizeBytes()
                    && Rootfs.read(file).digest().equals(rootfs.digest());
        } catch (IOException | UncheckedIOException e) {
            throw new StorageException(location, false, "cannot read " + file, e);
        }
    }

    @Override
    public void put(RootfsLocation location, Rootfs rootfs) {
        put(location, rootfs, UploadProgress.NONE);
    }

    @Override
    public void put(RootfsLocation location, Rootfs rootfs, UploadProgress progress) {
        Path file = file(location);
        try {
            Path arriving = Files.createTempFile(directory, file.getFileName() + ".", ".part");
            try (InputStream in = new ToldInputStream(rootfs.open(), rootfs.sizeBytes(), progress)) {
                Files.copy(in, arriving, StandardCopyOption.REPLACE_EXISTING);
                Files.move(arriving, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(arriving);
            }
        } catch (IOException e) {
            throw new StorageException(location, false, "cannot write " + file, e);
        }
    }

    /** Empty: a file on this machine has no link that another machine could follow. */
    @Override
    public Optional<URI> downloadLink(RootfsLocation location, Duration validity) {
        return Optional.empty();
    }

    @Override
    public void delete(RootfsLocation location) {
        Path file = file(location);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StorageException(location, false, "cannot delete " + file, e);
        }
    }

    private Path file(RootfsLocation location) {
        Path file = FileSystems.getDefault()
                .getPath(URI.create(location.uri()).getPath())
                .normalize();
        if (!directory.equals(file.getParent())) {
            throw new StorageException(location, false, "must be a file directly in " + directory, null);
        }
        return file;
    }

    @Override
    public String toString() {
        return "store in the directory " + directory;
    }
}
