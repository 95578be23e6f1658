package io.amibuilder.userdata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/**
 * LZMA. {@code xz} decodes it, which Amazon Linux and RHEL need for their initial RAM disks, or
 * the {@code lzma} of the Python 3 that cloud-init itself runs on elsewhere. The container is that of {@code .lzma}, which is
 * smaller than that of {@code .xz} and known to both.
 */
final class Lzma implements Packer {
    @Override
    public String program() {
        return "xz";
    }

    @Override
    public String substitute() {
        return "python3 -c 'import lzma,sys;sys.stdout.buffer.write(lzma.decompress(sys.stdin.buffer.read()))'";
    }

    @Override
    public byte[] pack(byte[] data, boolean text) {
        byte[] asText = compressed(data, 2, 0, 0);
        if (text) {
            return asText;
        }
        return Stream.of(
                        asText,
                        compressed(data, LZMA2Options.LC_DEFAULT, 0, LZMA2Options.PB_DEFAULT),
                        compressed(data, 0, 2, 2)) // tables of four-byte numbers
                .min((a, b) -> a.length - b.length)
                .orElseThrow();
    }

    private static byte[] compressed(byte[] data, int literalContext, int literalPosition, int position) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            LZMA2Options options = new LZMA2Options(LZMA2Options.PRESET_MAX);
            options.setDictSize(dictionaryBytes(data.length));
            options.setLcLp(literalContext, literalPosition);
            options.setPb(position);
            options.setNiceLen(LZMA2Options.NICE_LEN_MAX);
            try (LZMAOutputStream lzma = new LZMAOutputStream(out, options, data.length)) {
                lzma.write(data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory", e);
        }
        return out.toByteArray();
    }

    /** A power of two: decoders that guess the container refuse others. */
    private static int dictionaryBytes(int dataBytes) {
        return Math.max(LZMA2Options.DICT_SIZE_MIN, Integer.highestOneBit(Math.max(1, dataBytes)) * 2);
    }
}
