package io.amibuilder.userdata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The tarball in LZMA: for larger trees and for what shell cannot say. */
final class LzmaCarrier implements InlineCarrier {
    private static final int MAX_TARBALL_BYTES = 16 << 20; // much larger ones never fit

    private final Packer lzma = new Lzma();

    @Override
    public Optional<Load> load(InlineRootfs rootfs) {
        if (rootfs.text()) {
            return Optional.empty(); // the commands are smaller than the headers, and far less to search through
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(rootfs.tarball()))) {
            byte[] tar = in.readNBytes(MAX_TARBALL_BYTES);
            return in.read() >= 0
                    ? Optional.empty()
                    : Optional.of(new Load(lzma.decoder(), lzma.decode(), lzma.hereDocument(tar, false)));
        } catch (IOException e) {
            return Optional.empty(); // what it is, tar will say
        }
    }
}
