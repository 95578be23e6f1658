package io.amibuilder.source;

import io.amibuilder.rootfs.UnreadableFileException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies a source directory with modes, times, symbolic and hard links, for a script that may write to the copy but must
 * never reach the original through it: {@code cloudinit}, {@code fs} and {@code script} are copied even where they are
 * links. Devices, sockets and FIFOs outside fs/ are left out (Git keeps a socket in its directory).
 */
final class SourceCopy {
    private static final Set<String> FOLLOWED = Set.of("cloudinit", "fs", "script");
    private static final String MODE = "unix:mode"; // the JDK's, with set-id bits
    private static final int MODE_MASK = 07777;

    private final Path target;
    private final @Nullable Path skipped;
    private final Map<Object, Path> copiedByInode = new HashMap<>();

    private SourceCopy(Path target) {
        this.target = target;
        this.skipped = target.getParent();
    }

    /** Copies into a new directory. */
    static void copy(Path source, Path target) {
        try {
            Path real = source.toRealPath();
            new SourceCopy(target).directory(real, target);
        } catch (IOException e) {
            throw new UnreadableFileException(source.toString(), e);
        }
    }

    private void directory(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
            for (Path file : files) {
                entry(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UnreadableFileException(from.toString(), e);
        }
        modeAndTime(from, to); // last: it may forbid writing
    }

    private void entry(Path from, Path to) throws IOException {
        boolean top = target.equals(to.getParent());
        BasicFileAttributes attributes = attributes(from, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            if (top && FOLLOWED.contains(to.getFileName().toString()) && Files.isDirectory(from)) {
                directory(from.toRealPath(), to);
            } else {
                link(from, to);
            }
        } else if (attributes.isDirectory()) {
            if (!from.equals(skipped)) { // a temporary directory inside the source
                directory(from, to);
            }
        } else if (attributes.isRegularFile()) {
            file(from, to, attributes.fileKey());
        }
    }

    private void file(Path from, Path to, Object inode) throws IOException {
        Path copied = copiedByInode.putIfAbsent(inode, to);
        if (copied != null) {
            Files.createLink(to, copied);
            return;
        }
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UnreadableFileException(from.toString(), e);
        }
        modeAndTime(from, to);
    }

    /** In fs/ verbatim. Elsewhere a relative link that leads out of the source is made absolute, so that it still works. */
    private void link(Path from, Path to) throws IOException {
        Path says = Files.readSymbolicLink(from);
        boolean insideFs = to.startsWith(target.resolve("fs"));
        boolean staysInside = to.resolveSibling(says).normalize().startsWith(target);
        Files.createSymbolicLink(
                to,
                insideFs || says.isAbsolute() || staysInside
                        ? says
                        : from.resolveSibling(says).normalize());
    }

    private static void modeAndTime(Path from, Path to) throws IOException {
        int mode = (Integer) Files.getAttribute(from, MODE) & MODE_MASK;
        Files.setAttribute(to, MODE, mode);
        Files.setLastModifiedTime(to, Files.getLastModifiedTime(from));
    }

    private static BasicFileAttributes attributes(Path file, LinkOption... options) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, options);
    }
}
