package io.amibuilder.local;

import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.Sha256;
import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.storage.DirectoryArtifactStore;
import io.amibuilder.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

/** The files of a directory, served to the guests of one cloud by the service that brings their metadata, too. */
final class LocalStore implements ArtifactStore {
    static final String PATH = "/ami-builder/";

    private static final String REPORTS = "reports";
    private static final String PLAIN_NAME = "[A-Za-z0-9_-][A-Za-z0-9._-]*";
    // What a report holds at most, twice over: nothing else of a guest's shall fill the disk
    private static final int MAX_REPORT_BYTES = 1024 * 1024;

    private final Path directory;
    private final DirectoryArtifactStore files;

    LocalStore(Path directory) {
        this.directory = directory;
        this.files = DirectoryArtifactStore.at(directory);
    }

    /** The file that a guest may fetch under this name. */
    Optional<Path> served(String name) {
        return name.matches(PLAIN_NAME)
                ? Optional.of(directory.resolve(name)).filter(Files::isRegularFile)
                : Optional.empty();
    }

    /** Takes in a report; false when the name is not one of a report's. */
    boolean receive(String name, InputStream body) throws IOException {
        if (!name.matches(REPORTS + "/" + PLAIN_NAME)) {
            return false;
        }
        Path report = directory.resolve(name);
        Files.createDirectories(directory.resolve(REPORTS));
        Path arriving =
                Files.write(report.resolveSibling("." + report.getFileName()), body.readNBytes(MAX_REPORT_BYTES));
        Files.move(arriving, report, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    @Override
    public RootfsLocation locate(Sha256 digest) {
        return files.locate(digest);
    }

    @Override
    public RootfsLocation locate(Rootfs rootfs) {
        return files.locate(rootfs);
    }

    @Override
    public boolean has(RootfsLocation location, Rootfs rootfs) {
        return files.has(location, rootfs);
    }

    @Override
    public void put(RootfsLocation location, Rootfs rootfs) {
        files.put(location, rootfs);
    }

    /** Good as long as the cloud is open: what a guest cannot reach by a network, nobody else can. */
    @Override
    public Optional<URI> downloadLink(RootfsLocation location, Duration validity) {
        String uri = location.uri();
        return Optional.of(link(uri.substring(uri.lastIndexOf('/') + 1)));
    }

    @Override
    public Optional<URI> reportLink(String name, Duration validity) {
        return Optional.of(link(REPORTS + "/" + name));
    }

    @Override
    public Optional<String> readReport(String name) {
        Path report = directory.resolve(REPORTS).resolve(name);
        try {
            return Files.exists(report)
                    ? Optional.of(Files.readString(report, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            throw unusable(report, "read", e);
        }
    }

    @Override
    public void deleteReport(String name) {
        Path report = directory.resolve(REPORTS).resolve(name);
        try {
            Files.deleteIfExists(report);
        } catch (IOException e) {
            throw unusable(report, "delete", e);
        }
    }

    @Override
    public void delete(RootfsLocation location) {
        files.delete(location);
    }

    private static StorageException unusable(Path report, String act, IOException cause) {
        return new StorageException(
                new RootfsLocation("file://" + report.toUri().getRawPath()),
                false,
                "cannot " + act + " the report",
                cause);
    }

    private static URI link(String name) {
        return URI.create("http://" + Machine.METADATA_ADDRESS + PATH + name);
    }

    @Override
    public String toString() {
        return "local store in " + directory;
    }
}
