package io.amibuilder.userdata;

import java.util.Base64;
import java.util.Optional;

/** The tarball as it is, in base64: for anything, and with nothing but coreutils. */
final class Base64Carrier implements InlineCarrier {
    @Override
    public Optional<Load> load(InlineRootfs rootfs) {
        return Optional.of(new Load(
                "", "base64 -d <<'E' | gzip -dc", Base64.getEncoder().encodeToString(rootfs.tarball()) + "\nE"));
    }
}
