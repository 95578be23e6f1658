package io.amibuilder.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells how much of it has been read. */
final class ToldInputStream extends FilterInputStream {
    private final long totalBytes;
    private final UploadProgress progress;
    private long doneBytes;

    ToldInputStream(InputStream in, long totalBytes, UploadProgress progress) {
        super(in);
        this.totalBytes = totalBytes;
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int count = super.read(to, offset, length);
        if (count > 0) {
            doneBytes += count;
            progress.stored(doneBytes, totalBytes);
        }
        return count;
    }
}
