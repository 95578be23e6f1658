package io.amibuilder.rootfs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** Makes trees with everything that a file system allows, in the order in which it is told. */
public final class TreeOnDisk {
    private final Path root;

    public TreeOnDisk(Path root) {
        this.root = root;
    }

    public TreeOnDisk file(String path, String text, int mode) {
        return make(path, file -> Files.writeString(file, text), mode);
    }

    public TreeOnDisk directory(String path, int mode) {
        return make(path, Files::createDirectories, mode);
    }

    public TreeOnDisk symlink(String path, String target) {
        return make(path, file -> Files.createSymbolicLink(file, Path.of(target)), -1);
    }

    public TreeOnDisk hardLink(String path, String existing) {
        return make(path, file -> Files.createLink(file, root.resolve(existing)), -1);
    }

    public TreeOnDisk modified(String path, Instant time) {
        return make(path, file -> Files.setLastModifiedTime(file, FileTime.from(time)), -1);
    }

    private interface Making {
        void at(Path file) throws IOException;
    }

    private TreeOnDisk make(String path, Making making, int mode) {
        Path file = root.resolve(path);
        try {
            makeParents(file.getParent());
            making.at(file);
            if (mode >= 0) {
                Files.setAttribute(file, "unix:mode", mode);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Not {@code createDirectories}, which leaves the mode to the umask. */
    private static void makeParents(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            makeParents(directory.getParent());
            Files.createDirectory(directory);
            Files.setAttribute(directory, "unix:mode", 0755);
        }
    }
}
