package io.amibuilder.rootfs;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Lists a directory into entries, one system call after the other, never through a symbolic link. */
final class TreeReader {
    private record Inode(long device, long number) {}

    private record Found(Path file, String path) {}

    private final Path root;
    private final Map<String, TreeEntry> entries = new TreeMap<>(TreePath.ORDER);
    private final Deque<Found> directories = new ArrayDeque<>();
    private final Map<String, Inode> manyNames = new TreeMap<>(TreePath.ORDER);

    TreeReader(Path root) {
        this.root = root;
    }

    Map<String, TreeEntry> read() {
        directories.add(new Found(realRoot(), ""));
        while (!directories.isEmpty()) {
            list(directories.remove());
        }
        linkNames();
        return entries;
    }

    private Path realRoot() {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            throw new UnreadableFileException(root.toString(), e);
        }
    }

    private void list(Found directory) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.file())) {
            for (Path file : files) {
                add(new Found(file, directory.path() + name(file)));
            }
        } catch (IOException e) {
            throw new UnreadableFileException(directory.file().toString(), e);
        } catch (DirectoryIteratorException e) {
            throw new UnreadableFileException(directory.file().toString(), Objects.requireNonNull(e.getCause()));
        }
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        try {
            return FileName.of(name);
        } catch (CharacterCodingException e) {
            throw UnpackableFileException.name(file.toString(), e);
        }
    }

    private void add(Found found) {
        try {
            UnixAttributes attributes = UnixAttributes.read(found.file());
            entries.put(found.path(), entry(found, attributes));
        } catch (CharacterCodingException e) {
            throw UnpackableFileException.target(found.file().toString(), e);
        } catch (UnsupportedOperationException | IOException e) {
            throw new UnreadableFileException(found.file().toString(), e);
        }
    }

    private TreeEntry entry(Found found, UnixAttributes attributes) throws IOException {
        String path = found.path();
        return switch (attributes.type()) {
            case UnixAttributes.DIRECTORY -> {
                directories.add(new Found(found.file(), path + "/"));
                yield new TreeEntry.Directory(path, attributes.mode());
            }
            case UnixAttributes.SYMBOLIC_LINK ->
                new TreeEntry.SymbolicLink(path, FileName.of(Files.readSymbolicLink(found.file())));
            case UnixAttributes.REGULAR -> regularFile(found, attributes);
            default -> throw UnpackableFileException.type(found.file().toString(), attributes.typeName());
        };
    }

    private TreeEntry regularFile(Found found, UnixAttributes attributes) {
        if (!Files.isReadable(found.file())) { // said now, before compressing for minutes
            throw new UnreadableFileException(found.file().toString(), "permission denied");
        }
        if (attributes.links() > 1) {
            manyNames.put(found.path(), new Inode(attributes.device(), attributes.inode()));
        }
        return new TreeEntry.RegularFile(
                found.path(), attributes.mode(), new FileContent(found.file(), attributes.sizeBytes()));
    }

    private void linkNames() {
        Map<Inode, String> first = new HashMap<>();
        manyNames.forEach((path, inode) -> {
            String target = first.putIfAbsent(inode, path);
            if (target != null) {
                entries.computeIfPresent(path, (p, file) -> new TreeEntry.HardLink(p, file.mode(), target));
            }
        });
    }
}
