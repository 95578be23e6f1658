package io.amibuilder.aws;

import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a rootfs. It is read from the rootfs whenever it is sent, and never held in memory.
 *
 * @param number from 1
 * @param offset where it begins, in bytes
 * @param sizeBytes how long it is
 * @param digest its SHA-256
 */
record S3Part(int number, long offset, long sizeBytes, Sha256 digest) {
    private static final int BUFFER_BYTES = 64 * 1024;

    /**
     * Cuts a rootfs. S3 checks parts alone, so this checks that they make the whole whose digest goes into the metadata.
     *
     * @throws UncheckedIOException when the rootfs cannot be read, or is not what it was
     */
    static List<S3Part> cut(Rootfs rootfs, long partBytes) {
        List<S3Part> parts = new ArrayList<>();
        MessageDigest whole = Sha256.newDigest();
        try (InputStream in = rootfs.open()) {
            for (long offset = 0; offset < rootfs.sizeBytes(); offset += partBytes) {
                long sizeBytes = Math.min(partBytes, rootfs.sizeBytes() - offset);
                Sha256 digest = digest(in, sizeBytes, whole);
                parts.add(new S3Part(parts.size() + 1, offset, sizeBytes, digest));
            }
            if (in.read() >= 0 || !Sha256.of(whole).equals(rootfs.digest())) {
                throw new IOException("it has changed since it was packed; compile again");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading the packed rootfs", e);
        }
        return parts;
    }

    private static Sha256 digest(InputStream in, long sizeBytes, MessageDigest whole) throws IOException {
        MessageDigest part = Sha256.newDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (long left = sizeBytes; left > 0; ) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new IOException("it is shorter than when it was packed; compile again");
            }
            part.update(buffer, 0, count);
            whole.update(buffer, 0, count);
            left -= count;
        }
        return Sha256.of(part);
    }

    /** Its bytes, from the beginning; of a file, without reading what is before them. */
    InputStream open(Rootfs rootfs) {
        try {
            InputStream in = rootfs.open();
            try {
                in.skipNBytes(offset);
                return new Stretch(in, sizeBytes);
            } catch (IOException e) {
                in.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("opening the packed rootfs", e);
        }
    }

    /** Ends after so many bytes. */
    private static final class Stretch extends FilterInputStream {
        private long left;

        private Stretch(InputStream in, long sizeBytes) {
            super(in);
            this.left = sizeBytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int count = left == 0 ? -1 : super.read(to, from, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(super.available(), left);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
