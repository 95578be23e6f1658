package io.amibuilder.userdata;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;

/** One gzip member with nothing in its header that differs between runs, machines and JDKs. */
final class Gzip {
    // magic, deflate, no flags, no time, "slowest", unknown system: the JDK's own stream changed the last one in 16
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 2, (byte) 255};
    private static final int TRAILER_BYTES = 8;

    private Gzip() {}

    /**
     * A stretch of text.
     *
     * @param ascii its characters
     * @param random whether it is base64 of compressed data, in which a search for repetitions only does harm
     */
    record Stretch(String ascii, boolean random) {
        byte[] bytes() {
            return ascii.getBytes(StandardCharsets.US_ASCII);
        }
    }

    static byte[] compress(List<Stretch> stretches) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(HEADER);
        CRC32 crc = new CRC32();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            for (Stretch stretch : stretches) {
                crc.update(add(stretch, deflater, out));
            }
            deflater.finish();
            drain(deflater, out, Deflater.NO_FLUSH);
            out.writeBytes(ByteBuffer.allocate(TRAILER_BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) crc.getValue())
                    .putInt((int) deflater.getBytesRead())
                    .array());
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    /**
     * How many bytes it takes up to the end of each of these texts, one after the other. Each ends a block, so that the
     * sum is larger than the texts take together.
     */
    static List<Long> packedUpToEach(List<String> texts) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        ByteArrayOutputStream nowhere = new ByteArrayOutputStream();
        try {
            List<Long> sizes = new ArrayList<>();
            for (String text : texts) {
                LiteralStretches.of(text).forEach(stretch -> add(stretch, deflater, nowhere));
                drain(deflater, nowhere, Deflater.SYNC_FLUSH);
                sizes.add(deflater.getBytesWritten());
            }
            return sizes;
        } finally {
            deflater.end();
        }
    }

    /** The text of user-data that is known to be ours. */
    static String decompress(byte[] gzip) {
        return tryDecompress(gzip).orElseThrow();
    }

    /** The text; empty when this is not gzip. */
    static Optional<String> tryDecompress(byte[] gzip) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] add(Stretch stretch, Deflater deflater, ByteArrayOutputStream out) {
        byte[] bytes = stretch.bytes();
        deflater.setStrategy(stretch.random() ? Deflater.HUFFMAN_ONLY : Deflater.DEFAULT_STRATEGY);
        // the strategy must change before the bytes come, or it takes them along
        drain(deflater, out, Deflater.NO_FLUSH);
        deflater.setInput(bytes);
        drain(deflater, out, Deflater.NO_FLUSH);
        return bytes;
    }

    private static void drain(Deflater deflater, ByteArrayOutputStream out, int flush) {
        byte[] buffer = new byte[8192];
        int n;
        do {
            n = deflater.deflate(buffer, 0, buffer.length, flush);
            out.write(buffer, 0, n);
        } while (n > 0);
    }
}
