package io.amibuilder.rootfs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * One block of a deflate stream, filled and written by one thread and deflated by another; used again and again, because
 * a deflater costs 256 KiB outside of the heap. Each block begins with the end of the one before it as its dictionary, and
 * ends at a byte, so that blocks deflated apart are one stream when they are put together.
 */
final class DeflateBlock {
    static final int SIZE_BYTES = 128 * 1024; // as pigz: the ends of blocks cost 0.1 %
    private static final int LEVEL = 5; // a quarter less work than 6 for 0.5 % more bytes
    private static final int WINDOW_BYTES = 32 * 1024; // deflate looks no further back (RFC 1951, 2)
    private static final int MAX_STORED_BYTES = 0xffff;
    private static final int OVERHEAD_BYTES = 1024; // zlib stores what does not shrink, with 5 bytes for each 16 KiB

    /**
     * How uneven bytes must be, as chi-square divided by their number. Below, they are compressed already: in 750 blocks
     * of 80 jars deflate gained less than 3 % there, at 25 MB/s.
     */
    private static final double EVEN = 1.0 / 16;

    private final Deflater deflater = new Deflater(LEVEL, true);
    private final byte[] input = new byte[WINDOW_BYTES + SIZE_BYTES]; // the dictionary first
    private final byte[] output = new byte[SIZE_BYTES + OVERHEAD_BYTES];
    private int dictionaryBytes;
    private int inputBytes;
    private int outputBytes;
    private @Nullable Future<?> deflating;

    /** Takes as many bytes as there is room for, and says how many. */
    int fill(byte[] bytes, int offset, int length) {
        int taken = Math.min(length, SIZE_BYTES - inputBytes);
        System.arraycopy(bytes, offset, input, WINDOW_BYTES + inputBytes, taken);
        inputBytes += taken;
        return taken;
    }

    boolean isFull() {
        return inputBytes == SIZE_BYTES;
    }

    /** Empties it for what comes after a full block. */
    void follow(DeflateBlock before) {
        System.arraycopy(before.input, SIZE_BYTES, input, 0, WINDOW_BYTES);
        dictionaryBytes = WINDOW_BYTES;
        inputBytes = 0;
    }

    void deflateBy(Threads threads, boolean last) {
        deflating = threads.begin(() -> pack(last));
    }

    /** Waits until it is deflated and writes it; nothing when there was nothing to deflate since. */
    void writeTo(OutputStream out) throws IOException, InterruptedException, ExecutionException {
        if (deflating == null) {
            return;
        }
        deflating.get();
        deflating = null;
        out.write(output, 0, outputBytes);
    }

    void end() {
        deflater.end();
    }

    private void pack(boolean last) {
        outputBytes = isEven() ? store(last) : deflate(last);
    }

    private int deflate(boolean last) {
        deflater.reset();
        deflater.setDictionary(input, WINDOW_BYTES - dictionaryBytes, dictionaryBytes);
        deflater.setInput(input, WINDOW_BYTES, inputBytes);
        if (last) {
            deflater.finish();
        }
        int bytes = deflater.deflate(output, 0, output.length, Deflater.SYNC_FLUSH);
        if (bytes == output.length) {
            throw new IllegalStateException("a deflated block must be smaller than " + bytes + " bytes");
        }
        return bytes;
    }

    /** As it is, in stored blocks (RFC 1951, 3.2.4). */
    private int store(boolean last) {
        ByteBuffer stored = ByteBuffer.wrap(output).order(ByteOrder.LITTLE_ENDIAN);
        for (int done = 0; done < inputBytes; ) {
            int length = Math.min(inputBytes - done, MAX_STORED_BYTES);
            boolean ends = last && done + length == inputBytes;
            stored.put((byte) (ends ? 1 : 0)).putShort((short) length).putShort((short) ~length);
            stored.put(input, WINDOW_BYTES + done, length);
            done += length;
        }
        return stored.position();
    }

    /** Integers up to the last step, so that every machine decides alike. */
    private boolean isEven() {
        int[] counts = new int[256];
        for (int at = WINDOW_BYTES; at < WINDOW_BYTES + inputBytes; at++) {
            counts[input[at] & 0xff]++;
        }
        long squares = 0;
        for (long count : counts) {
            squares += count * count;
        }
        return squares * counts.length < (1 + EVEN) * inputBytes * inputBytes;
    }
}
