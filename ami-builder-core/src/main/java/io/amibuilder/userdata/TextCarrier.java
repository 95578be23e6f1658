package io.amibuilder.userdata;

import java.util.Optional;

/** The commands that make the tree, as they are. */
final class TextCarrier implements InlineCarrier {
    @Override
    public Optional<Load> load(InlineRootfs rootfs) {
        return rootfs.commands();
    }
}
