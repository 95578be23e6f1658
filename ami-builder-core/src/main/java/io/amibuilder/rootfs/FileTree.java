package io.amibuilder.rootfs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files that go into an image, sorted by the UTF-8 bytes of their paths. Immutable and safe for use by several
 * threads; the content of files that were read from disk stays there until the tree is packed.
 *
 * <p>Only what is in the tree is packed: a parent directory that is not an entry itself keeps the mode it has in the
 * image, and is created with mode 0755 by tar when the image lacks it. The root directory is never an entry.
 */
public final class FileTree {
    private final Map<String, TreeEntry> entries;

    FileTree(Map<String, TreeEntry> entries) {
        this.entries = new TreeMap<>(TreePath.ORDER);
        this.entries.putAll(entries);
        this.entries.values().forEach(this::check);
    }

    /**
     * Everything below a directory: permission bits, symbolic links (verbatim, dangling ones too), hard links (the
     * first name is the file), empty directories, dot files. Symbolic links are not followed, except the directory
     * itself.
     *
     * @param directory on a file system with Unix permissions
     * @return the tree, all paths in it relative to the directory
     * @throws UnreadableFileException when something cannot be read, or the directory is missing or a loop of links
     * @throws UnpackableFileException at a device, socket, FIFO, or a name that is not UTF-8
     */
    public static FileTree read(Path directory) {
        return new FileTree(new TreeReader(directory).read());
    }

    /** {@return a builder of a tree in code} */
    public static FileTreeBuilder builder() {
        return new FileTreeBuilder();
    }

    /** {@return the tree without entries} */
    public static FileTree empty() {
        return builder().build();
    }

    /** {@return all entries in order} */
    public List<TreeEntry> entries() {
        return List.copyOf(entries.values());
    }

    /**
     * {@return the entry at this path; empty when there is none}
     *
     * @param path where it goes; slashes at its beginning and end do not matter
     */
    public Optional<TreeEntry> entry(String path) {
        TreeEntry entry = entries.get(path);
        return Optional.ofNullable(entry == null ? entries.get(path.replaceAll("^/+|/+$", "")) : entry);
    }

    /** {@return whether there is nothing to pack} */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** {@return the sum of the files' sizes in bytes} */
    public long contentBytes() {
        return entries.values().stream().mapToLong(FileTree::sizeBytes).sum();
    }

    /**
     * {@return the same tree with this entry, in the place of one at the same path if there is one}
     *
     * @param entry what is added
     */
    public FileTree with(TreeEntry entry) {
        Map<String, TreeEntry> more = new TreeMap<>(entries);
        more.put(entry.path(), entry);
        return new FileTree(more);
    }

    static long sizeBytes(TreeEntry entry) {
        return entry instanceof TreeEntry.RegularFile file ? file.content().sizeBytes() : 0;
    }

    private void check(TreeEntry entry) {
        if (entry instanceof TreeEntry.HardLink link
                && !(entries.get(link.target()) instanceof TreeEntry.RegularFile
                        && TreePath.ORDER.compare(link.target(), link.path()) < 0)) {
            throw new IllegalArgumentException("hard link '" + link.path() + "' must name a regular file of the tree"
                    + " that sorts before it, but names '" + link.target() + "'");
        }
        for (String parent : parents(entry.path())) {
            TreeEntry found = entries.get(parent);
            if (found != null && !(found instanceof TreeEntry.Directory)) {
                throw new IllegalArgumentException(
                        "'" + entry.path() + "' must lie in a directory, but the tree's '" + parent + "' is none");
            }
        }
    }

    private static List<String> parents(String path) {
        List<String> parents = new ArrayList<>();
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            parents.add(path.substring(0, slash));
        }
        return parents;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileTree that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.size() + " entries, " + contentBytes() + " bytes";
    }
}
