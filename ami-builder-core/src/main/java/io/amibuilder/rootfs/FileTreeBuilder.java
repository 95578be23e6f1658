package io.amibuilder.rootfs;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects a {@link FileTree} in code. Paths may begin with a slash; a later entry replaces one at the same path. Not
 * safe for use by several threads.
 */
public final class FileTreeBuilder {
    /** The mode of a file for which none is given: everybody reads it, root writes it. */
    public static final int FILE_MODE = 0644;
    /** The mode of a directory for which none is given: everybody enters it, root writes it. */
    public static final int DIRECTORY_MODE = 0755;

    private final Map<String, TreeEntry> entries = new LinkedHashMap<>();

    FileTreeBuilder() {}

    /**
     * A file with this text in UTF-8 and mode {@link #FILE_MODE}.
     *
     * @param path where it goes, as in {@code etc/motd}
     * @param text the whole text
     * @return this builder
     */
    public FileTreeBuilder file(String path, String text) {
        return file(path, text, FILE_MODE);
    }

    /**
     * A file with this text in UTF-8.
     *
     * @param path where it goes, as in {@code etc/motd}
     * @param text the whole text
     * @param mode its permission bits, as in {@code 0644}
     * @return this builder
     */
    public FileTreeBuilder file(String path, String text, int mode) {
        return file(path, Content.of(text), mode);
    }

    /**
     * A file with these bytes.
     *
     * @param path where it goes, as in {@code etc/motd}
     * @param bytes all of them, which are copied
     * @param mode its permission bits, as in {@code 0644}
     * @return this builder
     */
    public FileTreeBuilder file(String path, byte[] bytes, int mode) {
        return file(path, Content.of(bytes), mode);
    }

    /**
     * A file with this content.
     *
     * @param path where it goes, as in {@code etc/motd}
     * @param content what is in it, read when the tree is packed
     * @param mode its permission bits, as in {@code 0644}
     * @return this builder
     */
    public FileTreeBuilder file(String path, Content content, int mode) {
        return add(new TreeEntry.RegularFile(TreePath.relative(path), mode, content));
    }

    /**
     * A directory with mode {@link #DIRECTORY_MODE}; needed only for one that stays empty.
     *
     * @param path where it goes, as in {@code var/lib/app}
     * @return this builder
     */
    public FileTreeBuilder directory(String path) {
        return directory(path, DIRECTORY_MODE);
    }

    /**
     * A directory with this mode, which one that the image has already receives, too.
     *
     * @param path where it goes, as in {@code var/lib/app}
     * @param mode its permission bits, as in {@code 0755}
     * @return this builder
     */
    public FileTreeBuilder directory(String path, int mode) {
        return add(new TreeEntry.Directory(TreePath.relative(path), mode));
    }

    /**
     * A symbolic link that says this.
     *
     * @param path where it goes, as in {@code etc/localtime}
     * @param target what it says, verbatim; need not exist
     * @return this builder
     */
    public FileTreeBuilder symlink(String path, String target) {
        return add(new TreeEntry.SymbolicLink(TreePath.relative(path), target));
    }

    /**
     * Any entry.
     *
     * @param entry what is added
     * @return this builder
     */
    public FileTreeBuilder add(TreeEntry entry) {
        entries.put(entry.path(), entry);
        return this;
    }

    /**
     * {@return the tree of what was given}
     *
     * @throws IllegalArgumentException when an entry lies below something that is not a directory, or a hard link names
     *     no regular file before it
     */
    public FileTree build() {
        return new FileTree(entries);
    }

    @Override
    public String toString() {
        return "builder of a tree with " + entries.size() + " entries";
    }
}
