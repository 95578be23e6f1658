package io.amibuilder.rootfs;

import java.util.List;
import java.util.Optional;

/** Rootfs for tests that care only about sizes and names. */
public final class RootfsInTests {
    private RootfsInTests() {}

    /** These bytes as a tarball of these files. */
    public static Rootfs of(byte[] tarball, PackedFile... files) {
        return new RootfsInMemory(
                Compression.GZIP, tarball.clone(), Sha256.of(tarball), Optional.empty(), List.of(files));
    }
}
