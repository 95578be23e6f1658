package io.amibuilder.userdata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A tarball taken apart again.
 *
 * @param entries what is in it, in its order
 * @param modifiedSeconds the one time that all entries have, in seconds since 1970
 */
record TarTree(List<Entry> entries, long modifiedSeconds) {
    enum Type {
        DIRECTORY,
        FILE,
        SYMLINK,
        HARD_LINK
    }

    /**
     * One entry.
     *
     * @param path relative, without a slash at its end
     * @param target of a link, or empty
     * @param content of a file, or empty
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares entries or changes their bytes
    record Entry(String path, Type type, int mode, String target, byte[] content) {}

    /** Reads a gzip'd tarball; empty when it has something that shell cannot say briefly: owners, times, devices. */
    static Optional<TarTree> read(byte[] gzip) {
        List<Entry> entries = new ArrayList<>();
        long modified = 0;
        try (TarArchiveInputStream in =
                new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(gzip)), "UTF-8")) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                long time = entry.getLastModifiedTime().toMillis();
                boolean plain = entry.getLongUserId() == 0 && entry.getLongGroupId() == 0 && time % 1000 == 0;
                Optional<Type> type = type(entry);
                if (!plain || type.isEmpty() || (!entries.isEmpty() && time / 1000 != modified)) {
                    return Optional.empty();
                }
                modified = time / 1000;
                entries.add(new Entry(
                        path(entry.getName()),
                        type.get(),
                        entry.getMode() & 07777,
                        entry.getLinkName(),
                        in.readAllBytes()));
            }
        } catch (IOException e) {
            return Optional.empty(); // what it is, tar will say
        }
        return Optional.of(new TarTree(entries, modified));
    }

    private static String path(String name) {
        String path = name.startsWith("./") ? name : "./" + name; // so that no name looks like an option
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static Optional<Type> type(TarArchiveEntry entry) {
        if (entry.isSymbolicLink()) {
            return Optional.of(Type.SYMLINK);
        }
        if (entry.isLink()) {
            return Optional.of(Type.HARD_LINK);
        }
        if (entry.isDirectory()) {
            return Optional.of(Type.DIRECTORY);
        }
        boolean regular =
                entry.isFile() && !entry.isSparse() && entry.getLinkName().isEmpty();
        return regular ? Optional.of(Type.FILE) : Optional.empty();
    }
}
