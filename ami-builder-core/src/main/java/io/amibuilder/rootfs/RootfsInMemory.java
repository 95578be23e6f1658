package io.amibuilder.rootfs;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A tarball in an array that nobody else holds. */
final class RootfsInMemory extends Rootfs {
    private final byte[] tarball;

    RootfsInMemory(
            Compression compression,
            byte[] tarball,
            Sha256 digest,
            Optional<Sha256> tarDigest,
            List<PackedFile> files) {
        super(compression, digest, tarDigest, tarball.length, files);
        this.tarball = tarball;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(tarball);
    }
}
