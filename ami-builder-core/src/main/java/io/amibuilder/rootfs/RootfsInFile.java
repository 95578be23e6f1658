package io.amibuilder.rootfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.List;
import java.util.Optional;

/** A tarball in a file, which it owns when it is a temporary one. */
final class RootfsInFile extends Rootfs {
    private static final int MAGIC_BYTES = 4;

    private final Path file;
    private final boolean temporary;

    RootfsInFile(
            Compression compression,
            Path file,
            boolean temporary,
            Sha256 digest,
            Optional<Sha256> tarDigest,
            long sizeBytes,
            List<PackedFile> files) {
        super(compression, digest, tarDigest, sizeBytes, files);
        this.file = file;
        this.temporary = temporary;
        if (temporary) {
            file.toFile().deleteOnExit(); // for callers that forget to close
        }
    }

    static Rootfs digested(Path file) {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), Sha256.newDigest())) {
            byte[] beginning = in.readNBytes(MAGIC_BYTES);
            long sizeBytes = beginning.length + in.transferTo(OutputStream.nullOutputStream());
            return new RootfsInFile(
                    Compression.of(beginning),
                    file,
                    false,
                    Sha256.of(in.getMessageDigest()),
                    Optional.empty(),
                    sizeBytes,
                    List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("reading the packed rootfs " + file, e);
        }
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public void close() {
        if (temporary) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("removing the temporary file " + file, e);
            }
        }
    }
}
