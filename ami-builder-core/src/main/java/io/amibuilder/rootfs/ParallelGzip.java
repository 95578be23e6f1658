package io.amibuilder.rootfs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Writes one gzip member (RFC 1952) that several threads deflate, block by block. Its bytes depend on what is written and
 * on the JDK's zlib alone, not on the number of threads, and its memory on that number alone.
 */
final class ParallelGzip extends OutputStream {
    /** Magic, deflate, no name, no time, system unknown: as the JDK writes it. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    /** So that a thread has work while the one that fills them is not scheduled. */
    private static final long BLOCKS_PER_THREAD = 4;

    private final OutputStream out;
    private final Threads threads;
    private final CRC32 crc = new CRC32();
    private final DeflateBlock[] blocks; // a ring: after the one being filled comes the oldest
    private int current;
    private long sizeBytes;
    private boolean failed;

    ParallelGzip(OutputStream out, Threads threads) throws IOException {
        this.out = out;
        this.threads = threads;
        this.blocks = Stream.generate(DeflateBlock::new)
                .limit(1L + BLOCKS_PER_THREAD * Math.max(threads.count(), 1))
                .toArray(DeflateBlock[]::new);
        out.write(HEADER);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        crc.update(bytes, offset, length);
        sizeBytes += length;
        for (int done = 0; done < length; ) {
            if (blocks[current].isFull()) {
                turn();
            }
            done += blocks[current].fill(bytes, offset + done, length - done);
        }
    }

    private void turn() throws IOException {
        DeflateBlock full = blocks[current];
        full.deflateBy(threads, false);
        current = (current + 1) % blocks.length;
        writeOldest(current);
        blocks[current].follow(full);
    }

    /** Writes the rest, unless writing has failed, and stops the threads. Call it once. */
    @Override
    public void close() throws IOException {
        try (out) {
            if (!failed) {
                finish();
            }
        } finally {
            threads.stop();
            for (DeflateBlock block : blocks) {
                block.end();
            }
        }
    }

    private void finish() throws IOException {
        blocks[current].deflateBy(threads, true);
        for (int next = 1; next <= blocks.length; next++) {
            writeOldest((current + next) % blocks.length);
        }
        out.write(ByteBuffer.allocate(2 * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .putInt((int) sizeBytes) // modulo 2^32
                .array());
    }

    private void writeOldest(int index) throws IOException {
        failed = true;
        try {
            if (Thread.currentThread().isInterrupted()) { // a block that is done does not wait, and would not notice
                throw new InterruptedException();
            }
            blocks[index].writeTo(out);
            failed = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the thread was interrupted");
        } catch (ExecutionException e) {
            throw PackingFailedException.compressing(Objects.requireNonNull(e.getCause()));
        }
    }
}
