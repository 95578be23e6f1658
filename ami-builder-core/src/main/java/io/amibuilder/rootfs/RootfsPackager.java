package io.amibuilder.rootfs;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Packs a tree into a tarball that depends on the tree alone: sorted, owner root, one time for all, modes kept. The tar
 * has the same bytes on every machine; its gzip has the same bytes on every machine with the same JDK, because each
 * JDK brings its own zlib. Needs a few hundred KiB of memory whatever the tree's size.
 */
public final class RootfsPackager {
    /** Deflate shrinks at most 1,032 times, so nothing larger can ever fit into 16,384 bytes of user-data. */
    private static final long SMALL_BYTES = 16_384 * 1_032;

    private static final int BUFFER_BYTES = 64 * 1024;

    private RootfsPackager() {}

    /**
     * Packs a tree. Close the result: a large one lies in a temporary file.
     *
     * @throws UnreadableFileException when a file cannot be read any more
     * @throws ContentChangedException when a file's size is not the listed one
     * @throws PackingFailedException when the temporary file cannot be written
     */
    public static Rootfs pack(FileTree tree) {
        Spool spool = new Spool();
        try {
            MessageDigest tarDigest = Sha256.newDigest();
            List<PackedFile> files = write(tree, spool, tarDigest);
            return spool.rootfs(Sha256.of(tarDigest), files);
        } catch (IOException e) {
            PackingFailedException failure = new PackingFailedException(e);
            spool.discard(failure);
            throw failure;
        } catch (RuntimeException | Error e) {
            spool.discard(e);
            throw e;
        }
    }

    private static List<PackedFile> write(FileTree tree, Spool spool, MessageDigest tarDigest) throws IOException {
        List<PackedFile> files = new ArrayList<>();
        try (OutputStream gzip = new Gzip(spool, level(tree))) {
            OutputStream out = new BufferedOutputStream(new DigestOutputStream(gzip, tarDigest), BUFFER_BYTES);
            TarWriter tar = new TarWriter(out);
            for (TreeEntry entry : tree.entries()) {
                files.add(tar.add(entry));
            }
            tar.finish();
            out.flush();
        }
        return files;
    }

    /** The smallest for what may go inline; the usual for the rest, where level 9 costs minutes and saves 1 %. */
    private static int level(FileTree tree) {
        return tree.contentBytes() <= SMALL_BYTES ? Deflater.BEST_COMPRESSION : Deflater.DEFAULT_COMPRESSION;
    }

    /** Gzip with a level; the JDK writes neither name nor time, and 255 (unknown) for the system since JDK 16. */
    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out, int level) throws IOException {
            super(out, BUFFER_BYTES);
            def.setLevel(level);
        }
    }
}
