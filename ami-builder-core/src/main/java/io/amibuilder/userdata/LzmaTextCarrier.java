package io.amibuilder.userdata;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The commands of {@link TextCarrier} in LZMA: a few hundred bytes less than the headers of a tarball. */
final class LzmaTextCarrier implements InlineCarrier {
    private final TextCarrier text = new TextCarrier();

    @Override
    public Optional<Load> load(byte[] tarball) {
        return text.load(tarball)
                .map(load -> new Load(
                        Lzma.DECODER + Lzma.DECODE + " >\"$D/x\"\n"
                                + Lzma.hereDocument(load.prepare().getBytes(StandardCharsets.UTF_8)) + "\n. \"$D/x\"\n",
                        load.stream(),
                        load.here()));
    }
}
