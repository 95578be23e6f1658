package io.amibuilder.rootfs;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;

/** A tarball in an array that nobody else holds. */
final class RootfsInMemory extends Rootfs {
    private final byte[] tarball;

    RootfsInMemory(byte[] tarball, List<PackedFile> files) {
        super(Sha256.of(tarball), tarball.length, files);
        this.tarball = tarball;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(tarball);
    }
}
