package io.amibuilder.userdata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/**
 * bzip2, which packs text of some ten thousand bytes tighter than LZMA does. Where the program is missing, the Python that
 * cloud-init itself runs on decodes: the first line of {@code cloud-init} names it, and 2 and 3 have the module.
 */
final class Bzip2 implements Packer {
    private static final int BLOCK_BYTES = 100_000; // of a "block size" of 1; memory is all that it decides
    private static final int GROWTH = 5; // of its first stage: four equal bytes become five

    @Override
    public String program() {
        return "bzip2";
    }

    @Override
    public String substitute() {
        return "$(sed -n '1s/#!//p' \"$(command -v cloud-init)\") -c"
                + " 'import bz2,os;os.fdopen(1,\"wb\").write(bz2.decompress(os.fdopen(0,\"rb\").read()))'";
    }

    @Override
    public byte[] pack(byte[] data, boolean text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream bzip2 = new BZip2CompressorOutputStream(out, blockSize(data.length))) {
            bzip2.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory", e);
        }
        return out.toByteArray();
    }

    /** The smallest whose block holds all of the data; several blocks pack worse. */
    private static int blockSize(long bytes) {
        long blocks = 1 + bytes * GROWTH / (GROWTH - 1) / BLOCK_BYTES;
        return (int) Math.min(blocks, BZip2CompressorOutputStream.MAX_BLOCKSIZE);
    }
}
