package io.amibuilder.rootfs;

import java.util.List;

/** Rootfs for tests that care only about sizes and names. */
public final class RootfsInTests {
    private RootfsInTests() {}

    /** These bytes as a tarball of these files. */
    public static Rootfs of(byte[] tarball, PackedFile... files) {
        return Rootfs.inMemory(tarball, List.of(files));
    }
}
