package io.amibuilder.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Packing with threads: however it ends, nothing is left but the result. */
class LargeTreeTest {
    private static final int SIZE_BYTES = 6 * 1024 * 1024;

    private List<Path> filesBefore;
    private int spareBefore;

    @BeforeEach
    void lookAround() throws IOException {
        filesBefore = temporaryFiles();
        spareBefore = spare();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(temporaryFiles()).isEqualTo(filesBefore);
        assertThat(packingThreads()).isEmpty();
        assertThat(spare()).isEqualTo(spareBefore);
    }

    @Test
    void theNumberOfThreadsChangesNoDigest() {
        FileTree tree = tree(new HalfWatched(() -> {}));
        try (Rootfs usual = RootfsPackager.pack(tree)) {
            for (int count : new int[] {0, 1, 2, 8}) {
                try (Threads threads = new Threads(count);
                        Rootfs rootfs = RootfsPackager.pack(tree, Compression.GZIP, threads)) {
                    assertThat(rootfs.digest()).isEqualTo(usual.digest());
                    assertThat(rootfs.tarDigest()).isEqualTo(usual.tarDigest());
                }
            }
        }
    }

    @Test
    void packingTakesNoMoreThreadsThanThereAreProcessorsAndOnlyDaemons() {
        int[] seen = new int[1];
        RootfsPackager.pack(tree(new HalfWatched(() -> {
                    assertThat(packingThreads()).allMatch(Thread::isDaemon);
                    assertThat(spare()).as("left for others").isZero();
                    seen[0] = Math.max(seen[0], packingThreads().size());
                })))
                .close();
        assertThat(seen[0]).isBetween(1, Runtime.getRuntime().availableProcessors());
    }

    @Test
    void whoFindsNoThreadLeftPacksAlone() {
        FileTree tree = tree(new HalfWatched(() -> assertThat(packingThreads()).isEmpty()));
        try (Threads all = Threads.spare()) {
            assertThat(all.count()).isPositive();
            RootfsPackager.pack(tree).close();
        }
    }

    @Test
    void aFileThatCannotBeReadToItsEndIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> RootfsPackager.pack(tree(new HalfWatched(() -> {
                    throw new IOException("Input/output error");
                }))))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("'opt/data'")
                .hasMessageContaining("Input/output error");
    }

    @Test
    void anInterruptEndsItAndStaysSet() {
        try {
            assertThatThrownBy(() -> RootfsPackager.pack(
                            tree(new HalfWatched(() -> Thread.currentThread().interrupt()))))
                    .isInstanceOf(PackingFailedException.class)
                    .hasMessage("the rootfs was not packed, because the thread was interrupted. Pack it again");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    private static FileTree tree(Content content) {
        return FileTree.builder().file("opt/data", content, 0644).build();
    }

    private static int spare() {
        try (Threads spare = Threads.spare()) {
            return spare.count();
        }
    }

    private static List<Thread> packingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("ami-builder packing"))
                .toList();
    }

    private static List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(Spool.prefix()))
                    .sorted()
                    .toList();
        }
    }

    private interface Half {
        void reached() throws IOException;
    }

    /** Bytes of every kind, with something that happens when the half of them was read. */
    @SuppressWarnings("InputStreamSlowMultibyteRead") // byte by byte, to see the half
    private record HalfWatched(Half half) implements Content {
        @Override
        public long sizeBytes() {
            return SIZE_BYTES;
        }

        @Override
        public InputStream open() {
            Random random = new Random(6);
            return new InputStream() {
                private int position;

                @Override
                public int read() throws IOException {
                    if (position == SIZE_BYTES / 2) {
                        half.reached();
                    }
                    if (position == SIZE_BYTES) {
                        return -1;
                    }
                    int megabyte = position++ >> 20;
                    return random.nextInt(1 + megabyte * 51);
                }
            };
        }
    }
}
