package io.amibuilder.rootfs;

/**
 * One entry of a {@link FileTree}. Its path is relative to the image's root, without leading or trailing slash; its mode
 * is the twelve permission bits, as in {@code 04755}. The owner is always root.
 */
public sealed interface TreeEntry {
    /** {@return where it goes, as in {@code etc/motd}} */
    String path();

    /** {@return its permission bits, set-user-id (04000), set-group-id (02000) and sticky (01000) included} */
    int mode();

    /**
     * A directory, which may stay empty.
     *
     * @param path where it goes
     * @param mode its permission bits; those of a directory that the image has already are changed to them
     */
    record Directory(String path, int mode) implements TreeEntry {
        /**
         * Checks path and mode.
         *
         * @param path where it goes
         * @param mode its permission bits
         */
        public Directory {
            TreePath.check(path);
            TreePath.checkMode(path, mode);
        }

        @Override
        public String toString() {
            return "%04o %s/".formatted(mode, path);
        }
    }

    /**
     * A regular file.
     *
     * @param path where it goes
     * @param mode its permission bits
     * @param content what is in it
     */
    record RegularFile(String path, int mode, Content content) implements TreeEntry {
        /**
         * Checks path and mode.
         *
         * @param path where it goes
         * @param mode its permission bits
         * @param content what is in it
         */
        public RegularFile {
            TreePath.check(path);
            TreePath.checkMode(path, mode);
        }

        @Override
        public String toString() {
            return "%04o %s, %d bytes".formatted(mode, path, content.sizeBytes());
        }
    }

    /**
     * A symbolic link, never followed here.
     *
     * @param path where it goes
     * @param target what it says, verbatim; need not exist
     */
    record SymbolicLink(String path, String target) implements TreeEntry {
        private static final int MODE = 0777; // what Linux shows for every symbolic link; it has no meaning

        /**
         * Checks the path.
         *
         * @param path where it goes
         * @param target what it says, verbatim
         */
        public SymbolicLink {
            TreePath.check(path);
            TreePath.checkText(target);
        }

        @Override
        public int mode() {
            return MODE;
        }

        @Override
        public String toString() {
            return path + " -> " + target;
        }
    }

    /**
     * A further name of a regular file in the same tree.
     *
     * @param path where it goes
     * @param mode the file's permission bits
     * @param target the path of the {@link RegularFile}, which sorts before this one
     */
    record HardLink(String path, int mode, String target) implements TreeEntry {
        /**
         * Checks paths and mode.
         *
         * @param path where it goes
         * @param mode the file's permission bits
         * @param target the path of the {@link RegularFile}, which sorts before this one
         */
        public HardLink {
            TreePath.check(path);
            TreePath.check(target);
            TreePath.checkMode(path, mode);
        }

        @Override
        public String toString() {
            return "%04o %s, the same file as %s".formatted(mode, path, target);
        }
    }
}
