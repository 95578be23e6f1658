package io.amibuilder.rootfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.RealTools;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZstandardTest {
    /** More than the 8 MiB that a worker of level 3 takes at once. */
    private static final int LARGE_BYTES = 20 * 1024 * 1024;

    @Test
    void theToolsReadIt(@TempDir Path directory) throws Exception {
        RealTools.require("zstd", "tar", "sha256sum", "sh");
        try (Rootfs rootfs = RootfsPackager.pack(large(), Compression.ZSTANDARD);
                Rootfs gzip = RootfsPackager.pack(large())) {
            rootfs.writeTo(directory.resolve("fs.tar.zst"));

            assertThat(rootfs.compression()).isEqualTo(Compression.ZSTANDARD);
            assertThat(rootfs.tarDigest()).isEqualTo(gzip.tarDigest());
            RealTools.run(directory, "zstd", "-q", "-t", "fs.tar.zst");
            assertThat(RealTools.run(directory, "env", "TZ=UTC", "tar", "--zstd", "-tvf", "fs.tar.zst"))
                    .isEqualTo("-rwsr-xr-x root/root  20971520 1980-01-01 00:00 opt/data\n");
            assertThat(RealTools.run(directory, "sha256sum", "fs.tar.zst")).startsWith(rootfs.digest() + " ");
            assertThat(RealTools.run(directory, "sh", "-c", "zstd -dc fs.tar.zst | sha256sum"))
                    .startsWith(gzip.tarDigest().orElseThrow() + " ");
        }
    }

    @Test
    void theNumberOfThreadsChangesNoByte() {
        try (Rootfs usual = RootfsPackager.pack(large(), Compression.ZSTANDARD)) {
            for (int count : new int[] {0, 1, 2, 8}) {
                try (Threads threads = new Threads(count);
                        Rootfs rootfs = RootfsPackager.pack(large(), Compression.ZSTANDARD, threads)) {
                    assertThat(rootfs.digest()).as("%d threads", count).isEqualTo(usual.digest());
                }
            }
        }
    }

    @Test
    void aFileIsKnownByItsFirstBytes(@TempDir Path directory) {
        for (Compression compression : Compression.values()) {
            Path file = directory.resolve("any." + compression);
            try (Rootfs rootfs = RootfsPackager.pack(large(), compression)) {
                rootfs.writeTo(file);
                assertThat(Rootfs.read(file).compression()).isEqualTo(compression);
                assertThat(Rootfs.read(file).digest()).isEqualTo(rootfs.digest());
                assertThat(Rootfs.read(file).sizeBytes()).isEqualTo(rootfs.sizeBytes());
            }
        }
    }

    @Test
    void aSmallTreeStaysGzipBecauseItMayTravelInside() {
        FileTree small = FileTree.builder().file("a", "x").build();

        assertThat(RootfsPackager.pack(small, Compression.ZSTANDARD).bytes())
                .isEqualTo(RootfsPackager.pack(small).bytes());
    }

    @Test
    void withoutItsLibraryTheErrorSaysWhatToAdd() throws Exception {
        try (URLClassLoader without = new URLClassLoader(classPathWithout("zstd-jni"), null)) {
            Object message = without.loadClass(Attempt.class.getName())
                    .getMethod("message")
                    .invoke(null);

            assertThat(message)
                    .isEqualTo(
                            "Zstandard needs com.github.luben:zstd-jni, but it could not be loaded:"
                                    + " java.lang.NoClassDefFoundError: com/github/luben/zstd/ZstdOutputStream. Add it to the class"
                                    + " path (on the module path: --add-modules com.github.luben.zstd_jni), or compress with gzip");
        }
    }

    /** Runs where there is no zstd-jni. */
    public static final class Attempt {
        private Attempt() {}

        /** What packing says then. */
        public static String message() {
            try (Rootfs rootfs = RootfsPackager.pack(large(), Compression.ZSTANDARD)) {
                return "packed " + rootfs;
            } catch (PackingFailedException e) {
                return e.getMessage();
            }
        }
    }

    private static URL[] classPathWithout(String name) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith(name))
                .map(ZstandardTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FileTree large() {
        Random random = new Random(4);
        byte[] bytes = new byte[LARGE_BYTES];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) random.nextInt(1 + (at >> 17));
        }
        return FileTree.builder().file("opt/data", bytes, 04755).build();
    }
}
