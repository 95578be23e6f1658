package io.amibuilder.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** A source directory's own files by their conventional names. */
record SourceDirectory(Path root) {
    static final String COMPILE = "script/compile.sh";

    /** The directory as the user named it. */
    static SourceDirectory of(Path root) {
        if (!Files.exists(root)) {
            throw new SourceLayoutException(
                    root.toString(), "must be a source directory, but does not exist. Correct the path");
        }
        if (!Files.isDirectory(root)) {
            throw new SourceLayoutException(
                    root.toString(),
                    "must be a source directory, but is a file. Name the directory that holds cloudinit/ and fs/");
        }
        SourceDirectory source = new SourceDirectory(root);
        boolean made = source.file(COMPILE).isPresent(); // which may make either
        if (!made && source.cloudinit().isEmpty() && source.fs().isEmpty()) {
            throw new SourceLayoutException(
                    root.toString(),
                    "must have a directory cloudinit/ or fs/, but has neither. Put parts such as 10_packages.cfg into"
                            + " cloudinit/ and files for the image into fs/");
        }
        return source;
    }

    /** Makes {@code cloudinit/} and {@code fs/} where they are missing. */
    void ensureBoth() {
        try {
            Files.createDirectories(root.resolve("cloudinit"));
            Files.createDirectories(root.resolve("fs"));
        } catch (IOException e) {
            throw new UncheckedIOException("preparing the private copy " + root, e);
        }
    }

    Optional<Path> cloudinit() {
        return directory("cloudinit");
    }

    Optional<Path> fs() {
        return directory("fs");
    }

    private Optional<Path> directory(String name) {
        return present(name, "directory", Files.isDirectory(root.resolve(name)));
    }

    /** A file that is there; a link that leads nowhere is a mistake, not an absence. */
    Optional<Path> file(String name) {
        return present(name, "regular file", Files.isRegularFile(root.resolve(name)));
    }

    private Optional<Path> present(String name, String type, boolean isThat) {
        Path path = root.resolve(name);
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!isThat) {
            String found = Files.isSymbolicLink(path)
                    ? "is a symbolic link that leads to none (perhaps a loop)"
                    : "is something else";
            throw new SourceLayoutException(path.toString(), "must be a " + type + ", but " + found + ". Correct it");
        }
        return Optional.of(path);
    }
}
