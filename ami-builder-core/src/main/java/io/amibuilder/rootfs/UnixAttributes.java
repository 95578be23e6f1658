package io.amibuilder.rootfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * What {@code lstat} says. Java's POSIX view leaves out set-user-id and the inode; its "unix" view has them (JDK's
 * {@code UnixFileAttributeViews}), on every JDK for Linux and macOS.
 */
record UnixAttributes(int type, int mode, long device, long inode, int links, long sizeBytes) {
    static final int DIRECTORY = 0040000;
    static final int REGULAR = 0100000;
    static final int SYMBOLIC_LINK = 0120000;
    private static final int TYPE_MASK = 0170000;
    private static final int MODE_MASK = 07777;

    static UnixAttributes read(Path path) throws IOException {
        Map<String, Object> found =
                Files.readAttributes(path, "unix:mode,dev,ino,nlink,size", LinkOption.NOFOLLOW_LINKS);
        int mode = number(found, "mode").intValue();
        return new UnixAttributes(
                mode & TYPE_MASK,
                mode & MODE_MASK,
                number(found, "dev").longValue(),
                number(found, "ino").longValue(),
                number(found, "nlink").intValue(),
                number(found, "size").longValue());
    }

    /** The type in words, for messages. */
    String typeName() {
        return switch (type) {
            case DIRECTORY -> "directory";
            case REGULAR -> "regular file";
            case SYMBOLIC_LINK -> "symbolic link";
            case 0010000 -> "FIFO";
            case 0020000 -> "character device";
            case 0060000 -> "block device";
            case 0140000 -> "socket";
            default -> "file of unknown type 0" + Integer.toOctalString(type);
        };
    }

    private static Number number(Map<String, Object> attributes, String name) throws IOException {
        if (attributes.get(name) instanceof Number number) {
            return number;
        }
        throw new IOException("the file system tells no '" + name + "'");
    }
}
