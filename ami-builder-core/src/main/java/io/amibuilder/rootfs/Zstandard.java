package io.amibuilder.rootfs;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Zstandard by its own library, which need not be there. */
final class Zstandard {
    private static final int LEVEL = 3; // the program's own default

    private Zstandard() {}

    static OutputStream to(OutputStream out, Threads threads) throws IOException {
        try {
            return Library.open(out, Math.max(threads.count(), 1));
        } catch (LinkageError e) {
            throw PackingFailedException.withoutZstandard(e);
        }
    }

    /** Loaded only inside of the {@code try}: the JVM looks for the library's classes when it verifies this one. */
    private static final class Library {
        /** With one worker or more their number changes no byte (zstd.h, ZSTD_c_nbWorkers); none would. */
        static OutputStream open(OutputStream out, int workers) throws IOException {
            return new ZstdOutputStream(out, LEVEL).setChecksum(true).setWorkers(workers);
        }
    }
}
