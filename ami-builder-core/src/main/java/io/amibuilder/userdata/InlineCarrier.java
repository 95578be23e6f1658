package io.amibuilder.userdata;

import java.util.Optional;

/** A way to carry a rootfs inside a shell script. */
interface InlineCarrier {
    /**
     * Shell that writes a tarball to its standard output.
     *
     * @param prepare commands to run before, or empty
     * @param stream a pipeline whose first command lacks its input
     * @param here the input that follows the line of the command, or empty
     */
    record Load(String prepare, String stream, String here) {}

    /** How this way carries a rootfs; empty when it cannot, or another way is known to be smaller. */
    Optional<Load> load(InlineRootfs rootfs);
}
