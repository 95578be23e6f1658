package io.amibuilder.rootfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.RealTools;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Build servers often run under {@code LANG=C}, where Java cannot spell a name that is not ASCII. */
class LocaleTest {
    @TempDir
    private Path directory;

    @Test
    void aTreeHasTheSameDigestUnderEveryLocale() throws Exception {
        RealTools.require("env");
        new TreeOnDisk(Files.createDirectory(directory.resolve("fs")))
                .file("etc/\u65e5\u672c\u8a9e", "1", 0644)
                .directory("\u00e4", 0755)
                .symlink("link", "\u00e4")
                .symlink("absolute", "/\u00e4//\u00f6/");

        assertThat(digestUnder("C"))
                .isEqualTo(digestUnder("C.UTF-8"))
                .isEqualTo(RootfsPackager.pack(FileTree.read(directory.resolve("fs")))
                        .digest()
                        .hex());
    }

    private String digestUnder(String locale) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return RealTools.run(
                        directory,
                        "env",
                        "LC_ALL=" + locale,
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Packing.class.getName())
                .strip();
    }

    /** The program that packs {@code fs} in its working directory. */
    static final class Packing {
        private Packing() {}

        public static void main(String[] arguments) {
            System.out.println(RootfsPackager.pack(FileTree.read(Path.of("fs"))).digest());
        }
    }
}
