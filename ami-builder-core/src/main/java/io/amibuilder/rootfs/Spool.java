package io.amibuilder.rootfs;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes a tarball of unknown size: into memory first, into a temporary file as soon as it is large. */
final class Spool extends OutputStream {
    /** 64 times what fits into user-data; a fleet of a thousand builds keeps at most 1 GiB. */
    static final int MAX_MEMORY_BYTES = 1024 * 1024;

    private final Compression compression;
    private final MessageDigest digest = Sha256.newDigest();
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private OutputStream out = memory;
    private @Nullable Path file;
    private long sizeBytes;

    /** What becomes of it is told by the name of the file and of the rootfs. */
    Spool(Compression compression) {
        this.compression = compression;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (file == null && sizeBytes + length > MAX_MEMORY_BYTES) {
            file = Files.createTempFile(prefix(), "." + compression.ending());
            out = new BufferedOutputStream(Files.newOutputStream(file));
            memory.writeTo(out);
            memory.reset();
        }
        out.write(bytes, offset, length);
        digest.update(bytes, offset, length);
        sizeBytes += length;
    }

    /** How the names of this process's files begin: what a killed one left can be told from what is in use. */
    static String prefix() {
        return "ami-builder-rootfs-" + ProcessHandle.current().pid() + "-";
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** What was taken; call it once, after {@link #close()}. */
    Rootfs rootfs(Sha256 tarDigest, List<PackedFile> files) {
        Sha256 taken = Sha256.of(digest);
        return file == null
                ? new RootfsInMemory(compression, memory.toByteArray(), taken, Optional.of(tarDigest), files)
                : new RootfsInFile(compression, file, true, taken, Optional.of(tarDigest), sizeBytes, files);
    }

    /** Removes the temporary file after a failure, to which a further failure is added. */
    void discard(Throwable failure) {
        try {
            close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
