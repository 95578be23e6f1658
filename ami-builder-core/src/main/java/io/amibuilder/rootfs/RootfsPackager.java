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
 * JDK brings its own zlib; Zstandard's bytes depend on the version of zstd-jni. A tree of more than 1 MiB is compressed by several threads, at most one for each processor in
 * the whole process; they are gone when packing is over, and their number changes no byte. Needs at most 40 MiB of memory
 * whatever the tree's size.
 */
public final class RootfsPackager {
    /** 64 times what fits into user-data: what may go inline is worth the best level, and starts no thread. */
    static final long SMALL_BYTES = 64 * 16_384;

    private static final int BUFFER_BYTES = 64 * 1024;

    private interface Compressor {
        OutputStream to(OutputStream out) throws IOException;
    }

    private RootfsPackager() {}

    /**
     * Packs a tree with gzip.
     *
     * @param tree what is packed
     * @return the rootfs, which the caller closes
     * @throws io.amibuilder.error.AmiBuilderException as {@link #pack(FileTree, Compression)} does
     */
    public static Rootfs pack(FileTree tree) {
        return pack(tree, Compression.GZIP);
    }

    /**
     * Packs a tree. Close the result: a large one lies in a temporary file.
     *
     * @param tree what is packed
     * @param compression how the tar is compressed
     * @return the rootfs
     * @throws UnreadableFileException when a file cannot be read any more
     * @throws ContentChangedException when a file's size is not the listed one
     * @throws PackingFailedException when the temporary file cannot be written, the thread is interrupted, or zstd-jni
     *     is missing
     */
    public static Rootfs pack(FileTree tree, Compression compression) {
        if (tree.contentBytes() <= SMALL_BYTES) {
            return pack(tree, Compression.GZIP, SmallGzip::new);
        }
        try (Threads threads = Threads.spare()) {
            return pack(tree, compression, threads);
        }
    }

    /** A large tree. */
    static Rootfs pack(FileTree tree, Compression compression, Threads threads) {
        return pack(
                tree,
                compression,
                out -> compression == Compression.GZIP ? new ParallelGzip(out, threads) : Zstandard.to(out, threads));
    }

    private static Rootfs pack(FileTree tree, Compression compression, Compressor compressor) {
        Spool spool = new Spool(compression);
        try {
            MessageDigest tarDigest = Sha256.newDigest();
            List<PackedFile> files;
            try (OutputStream packed = compressor.to(spool)) {
                files = write(tree, new DigestOutputStream(packed, tarDigest));
            }
            return spool.rootfs(Sha256.of(tarDigest), files);
        } catch (IOException e) {
            PackingFailedException failure = PackingFailedException.writing(e);
            spool.discard(failure);
            throw failure;
        } catch (RuntimeException | Error e) {
            spool.discard(e);
            throw e;
        }
    }

    private static List<PackedFile> write(FileTree tree, OutputStream out) throws IOException {
        OutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
        List<PackedFile> files = new ArrayList<>();
        TarWriter tar = new TarWriter(buffered);
        for (TreeEntry entry : tree.entries()) {
            files.add(tar.add(entry));
        }
        tar.finish();
        buffered.flush();
        return files;
    }

    /** Gzip with a level; the JDK writes neither name nor time, and 255 (unknown) for the system since JDK 16. */
    private static final class SmallGzip extends GZIPOutputStream {
        SmallGzip(OutputStream out) throws IOException {
            super(out, BUFFER_BYTES);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
