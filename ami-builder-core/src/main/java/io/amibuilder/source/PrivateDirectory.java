package io.amibuilder.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A temporary directory that only this user can enter, removed when closed or, if forgotten, when the JVM ends. */
final class PrivateDirectory implements AutoCloseable {
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    static {
        // deleteOnExit removes single files only, and what compile.sh makes is not known beforehand
        Runtime.getRuntime().addShutdownHook(new Thread(PrivateDirectory::deleteForgotten, "ami-builder-clean-up"));
    }

    private final Path path;

    private PrivateDirectory(Path path) {
        this.path = path;
    }

    static PrivateDirectory create() {
        try {
            Path path = Files.createTempDirectory(prefix()).toRealPath(); // mode 0700
            OPEN.add(path);
            return new PrivateDirectory(path);
        } catch (IOException e) {
            throw new UncheckedIOException("making a private copy of the source", e);
        }
    }

    /** How the names of this process's directories begin: what a killed one left can be told from what is in use. */
    static String prefix() {
        return "ami-builder-source-" + ProcessHandle.current().pid() + "-";
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            delete(path);
            OPEN.remove(path);
        } catch (IOException e) {
            throw new UncheckedIOException("removing the private copy of the source in " + path, e);
        }
    }

    private static void deleteForgotten() {
        for (Path path : OPEN) {
            try {
                delete(path);
            } catch (IOException e) {
                // The JVM ends; nobody is left to be told
            }
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            // fs/ may hold directories that even their owner must not write
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
                for (Path file : files) {
                    delete(file);
                }
            } catch (NoSuchFileException e) {
                return; // somebody else removed it
            }
        }
        Files.deleteIfExists(path);
    }
}
