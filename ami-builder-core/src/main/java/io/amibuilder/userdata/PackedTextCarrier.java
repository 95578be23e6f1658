package io.amibuilder.userdata;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The commands of {@link TextCarrier}, packed: a few hundred bytes less than the headers of a tarball. */
final class PackedTextCarrier implements InlineCarrier {
    private final Packer packer;

    PackedTextCarrier(Packer packer) {
        this.packer = packer;
    }

    @Override
    public Optional<Load> load(InlineRootfs rootfs) {
        return rootfs.commands()
                .map(load -> new Load(
                        packer.decoder() + packer.decode() + " >\"$D/x\"\n"
                                + packer.hereDocument(load.prepare().getBytes(StandardCharsets.UTF_8), rootfs.text())
                                + "\n. \"$D/x\"\n",
                        load.stream(),
                        load.here()));
    }

    @Override
    public String toString() {
        return "commands, for " + packer.program();
    }
}
