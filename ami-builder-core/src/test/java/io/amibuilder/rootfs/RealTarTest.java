package io.amibuilder.rootfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.RealTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GNU tar, gzip and sha256sum read what we write. */
class RealTarTest {
    private static final int TREES = 40;

    @TempDir
    private Path directory;

    @BeforeEach
    void needTheTools() {
        RealTools.require("tar", "gzip", "sha256sum", "find");
    }

    @Test
    void theToolsListWhatWasPacked() throws Exception {
        FileTree tree = FileTree.builder()
                .file("etc/motd", "hello", 0644)
                .file("usr/bin/su", "x", 04755)
                .directory("var/empty", 01777)
                .symlink("etc/mtab", "/proc/mounts")
                .build()
                .with(new TreeEntry.HardLink("usr/bin/su2", 04755, "usr/bin/su"));
        Rootfs rootfs = RootfsPackager.pack(tree);
        rootfs.writeTo(directory.resolve("fs.tgz"));

        assertThat(RealTools.run(directory, "env", "TZ=UTC", "tar", "-tvzf", "fs.tgz"))
                .isEqualTo("""
                        -rw-r--r-- root/root         5 1980-01-01 00:00 etc/motd
                        lrwxrwxrwx root/root         0 1980-01-01 00:00 etc/mtab -> /proc/mounts
                        -rwsr-xr-x root/root         1 1980-01-01 00:00 usr/bin/su
                        hrwsr-xr-x root/root         0 1980-01-01 00:00 usr/bin/su2 link to usr/bin/su
                        drwxrwxrwt root/root         0 1980-01-01 00:00 var/empty/
                        """);
        assertThat(RealTools.run(directory, "sha256sum", "fs.tgz")).isEqualTo(rootfs.digest() + "  fs.tgz\n");
        RealTools.run(directory, "gzip", "-t", "fs.tgz");
    }

    @Test
    void randomTreesComeOutOfRealTarAsTheyWentIn() throws Exception {
        RealTools.requireRoot(); // others cannot give files to root
        for (int seed = 0; seed < TREES; seed++) {
            Path in = Files.createDirectory(directory.resolve("in" + seed));
            new RandomTree(new Random(seed)).makeIn(in);
            assertThat(listing(unpacked(FileTree.read(in), "out" + seed, "C.UTF-8")))
                    .as("tree of seed %d", seed)
                    .isEqualTo(listing(in));
        }
    }

    @Test
    void namesComeOutUnchangedWhereTheGuestHasNoLocale() throws Exception {
        String name = "\u65e5\u672c\u8a9e".repeat(20); // 180 bytes
        FileTree tree = FileTree.builder()
                .file(name, "1")
                .file("\u00e4", "2")
                .symlink("link", name)
                .build();

        Path out = unpacked(tree, "out", "C");

        assertThat(FileTree.read(out).entries())
                .extracting(TreeEntry::path)
                .containsExactlyInAnyOrder(name, "\u00e4", "link");
        assertThat(Files.readString(out.resolve("link"))).isEqualTo("1");
    }

    private Path unpacked(FileTree tree, String name, String locale) throws Exception {
        Path out = Files.createDirectory(directory.resolve(name));
        Path tarball = directory.resolve(name + ".tgz");
        try (Rootfs rootfs = RootfsPackager.pack(tree)) {
            rootfs.writeTo(tarball);
        }
        RealTools.run(out, "env", "LC_ALL=" + locale, "tar", "-xpzf", tarball.toString());
        assertThat(RealTools.run(out, "find", ".", "-mindepth", "1", "!", "-newermt", "1979-12-31", "-print"))
                .as("files with another time")
                .isEmpty();
        return out;
    }

    /** Path, type, mode, owner, number of names, what a link says, and the content's digest, separated by NUL. */
    private static List<String> listing(Path tree) throws Exception {
        String meta = RealTools.run(tree, "find", ".", "-mindepth", "1", "-printf", "%P|%y|%m|%U:%G|%l|\\0");
        String links = RealTools.run(tree, "find", ".", "-type", "f", "-printf", "%P|%n\\0");
        String sums = RealTools.run(tree, "find", ".", "-type", "f", "-exec", "sha256sum", "-z", "{}", "+");
        return Arrays.stream((meta + links + sums).split("\0")).sorted().toList();
    }
}
