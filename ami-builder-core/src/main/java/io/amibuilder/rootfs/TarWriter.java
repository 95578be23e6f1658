package io.amibuilder.rootfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes entries as tar, every header field from the entry alone. */
final class TarWriter {
    /** One time for all, so that checkouts give the same bytes; not 1970, which some tools take for "unknown". */
    static final Instant MODIFIED = Instant.ofEpochSecond(315_532_800); // 1980-01-01

    private static final String OWNER = "root";
    private static final int BUFFER_BYTES = 64 * 1024;

    private final TarArchiveOutputStream tar;
    private final byte[] buffer = new byte[BUFFER_BYTES]; // one for all files: most are far smaller

    TarWriter(OutputStream out) {
        tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        // Not LONGFILE_POSIX: the library's own extended headers bear the name of the user who runs the JVM
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_TRUNCATE);
        // Not BIGNUMBER_POSIX, for the same reason; every tar since 2000 reads the binary form of sizes from 8 GiB on
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
    }

    /** Writes one entry and returns how it is listed. */
    PackedFile add(TreeEntry entry) throws IOException {
        if (entry instanceof TreeEntry.RegularFile file) {
            long sizeBytes = file.content().sizeBytes();
            header(file, file.path(), TarConstants.LF_NORMAL, "", sizeBytes);
            copy(file, sizeBytes);
            tar.closeArchiveEntry();
            return new PackedFile(file.path(), file.mode(), sizeBytes);
        }
        String name = entry.path();
        if (entry instanceof TreeEntry.Directory) {
            name += "/";
            header(entry, name, TarConstants.LF_DIR, "", 0);
        } else if (entry instanceof TreeEntry.SymbolicLink link) {
            header(entry, name, TarConstants.LF_SYMLINK, link.target(), 0);
        } else if (entry instanceof TreeEntry.HardLink link) {
            header(entry, name, TarConstants.LF_LINK, link.target(), 0);
        }
        tar.closeArchiveEntry();
        return new PackedFile(name, entry.mode(), 0);
    }

    void finish() throws IOException {
        tar.finish();
    }

    private void header(TreeEntry entry, String name, byte type, String link, long sizeBytes) throws IOException {
        byte[] longNames = PaxRecords.of(name, link);
        if (longNames.length > 0) {
            put(
                    "PaxHeaders/long-name",
                    FileTreeBuilder.FILE_MODE,
                    TarConstants.LF_PAX_EXTENDED_HEADER_LC,
                    "",
                    longNames.length);
            tar.write(longNames);
            tar.closeArchiveEntry();
        }
        put(name, entry.mode(), type, link, sizeBytes);
    }

    private void put(String name, int mode, byte type, String link, long sizeBytes) throws IOException {
        TarArchiveEntry header = new TarArchiveEntry(name, type, true);
        header.setMode(mode);
        header.setLinkName(link);
        header.setSize(sizeBytes);
        header.setIds(0, 0);
        header.setNames(OWNER, OWNER);
        header.setLastModifiedTime(FileTime.from(MODIFIED));
        tar.putArchiveEntry(header);
    }

    private void copy(TreeEntry.RegularFile file, long sizeBytes) throws IOException {
        long left = sizeBytes;
        try (Source in = Source.open(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (read > left) {
                    throw new ContentChangedException(file.path(), sizeBytes, "more");
                }
                tar.write(buffer, 0, read);
                left -= read;
            }
        }
        if (left > 0) {
            throw new ContentChangedException(file.path(), sizeBytes, Long.toString(sizeBytes - left));
        }
    }

    /** A file being read, whose failures are told apart from those of the tarball. */
    private record Source(String name, InputStream in) implements AutoCloseable {
        static Source open(TreeEntry.RegularFile file) {
            String name = file.content() instanceof FileContent content
                    ? content.file().toString()
                    : file.path();
            try {
                return new Source(name, file.content().open());
            } catch (IOException e) {
                throw new UnreadableFileException(name, e);
            }
        }

        int read(byte[] buffer) {
            try {
                return in.read(buffer);
            } catch (IOException e) {
                throw new UnreadableFileException(name, e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
