package io.amibuilder.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootfsPackagerTest {
    /** Changes only when the format changes on purpose: fingerprints of images depend on it. */
    private static final String GOLDEN_TAR = "d9afe7917ea3597fa0c795e2b7389cf643e3279287770144ccbf7a6beda1739c";

    private static final String LONG = "directory-with-a-rather-long-name/".repeat(5) + "\u00e4.conf";

    @TempDir
    private Path directory;

    @Test
    void theTarOfAHostileTreeHasItsGoldenDigest() {
        TreeOnDisk disk = new TreeOnDisk(directory);
        disk.file(".hidden", "1", 0600)
                .file("a", "22", 04755)
                .file(LONG, "333", 0644)
                .directory("e", 01777);
        disk.hardLink("b", "a").symlink("l", LONG).symlink("m", "nowhere").hardLink("n/" + LONG, LONG);
        disk.file("\u65e5\u672c\n", "", 0400).modified("a", Instant.parse("2038-01-19T03:14:08.5Z"));

        assertThat(RootfsPackager.pack(FileTree.read(directory)).tarDigest()).contains(new Sha256(GOLDEN_TAR));
    }

    @Test
    void theOrderOfCreationTheTimesAndTheUserChangeNothing() {
        TreeOnDisk one = new TreeOnDisk(directory.resolve("one"));
        one.file("a", "1", 0644).file("b/c", "2", 0600).directory("d", 0700).hardLink("e", "a");
        one.file(LONG, "3", 0640);
        TreeOnDisk two = new TreeOnDisk(directory.resolve("two"));
        two.file(LONG, "3", 0640).directory("d", 0700).file("e", "1", 0644).hardLink("a", "e");
        two.file("b/c", "2", 0600).modified("b/c", Instant.EPOCH).modified("d", Instant.parse("2100-01-01T00:00:00Z"));
        String user = System.getProperty("user.name");

        Rootfs first = RootfsPackager.pack(FileTree.read(directory.resolve("one")));
        System.setProperty("user.name", "somebody-else");
        try {
            Rootfs second = RootfsPackager.pack(FileTree.read(directory.resolve("two")));
            assertThat(second.bytes()).isEqualTo(first.bytes());
            assertThat(second.digest()).isEqualTo(first.digest()).isEqualTo(Sha256.of(first.bytes()));
        } finally {
            System.setProperty("user.name", user);
        }
    }

    @Test
    void theTarDigestIsThatOfTheTarInside() throws IOException {
        Rootfs rootfs = RootfsPackager.pack(FileTree.builder().file("a", "x").build());

        byte[] tar = new GZIPInputStream(rootfs.open()).readAllBytes();

        assertThat(rootfs.tarDigest()).contains(Sha256.of(tar));
    }

    @Test
    void theGzipHeaderSaysNothingAboutTheMachine() {
        byte[] gzip = RootfsPackager.pack(FileTree.empty()).bytes();

        // magic, deflate, no flags (no name), no time, no extra flags, system unknown
        assertThat(gzip).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);
    }

    @Test
    void theFilesAreListedInTheOrderOfTheTar() {
        FileTree tree = FileTree.builder()
                .file("a/b", "12345", 0600)
                .directory("a", 0750)
                .symlink("c", "a")
                .build();

        assertThat(RootfsPackager.pack(tree).files())
                .isEqualTo(List.of(
                        new PackedFile("a/", 0750, 0), new PackedFile("a/b", 0600, 5), new PackedFile("c", 0777, 0)));
    }

    @Test
    void aLargeRootfsLiesInATemporaryFileUntilItIsClosed() throws IOException {
        Rootfs rootfs = RootfsPackager.pack(noise(Spool.MAX_MEMORY_BYTES + 1));

        assertThat(rootfs).isInstanceOf(RootfsInFile.class);
        assertThat(rootfs.sizeBytes()).isGreaterThan(Spool.MAX_MEMORY_BYTES);
        assertThat(Sha256.of(rootfs.bytes())).isEqualTo(rootfs.digest());
        rootfs.close();
        assertThatThrownBy(rootfs::open).isInstanceOf(IOException.class);
    }

    @Test
    void aFailureLeavesNoTemporaryFile() throws IOException {
        FileTree tree = noise(Spool.MAX_MEMORY_BYTES * 2).with(new TreeEntry.RegularFile("z", 0644, lying(1, "")));
        List<Path> before = temporaryFiles();

        assertThatThrownBy(() -> RootfsPackager.pack(tree)).isInstanceOf(ContentChangedException.class);

        assertThat(temporaryFiles()).isEqualTo(before);
    }

    @Test
    void aFileThatGrewIsAnErrorThatNamesIt() throws IOException {
        new TreeOnDisk(directory).file("etc/motd", "12", 0644);
        FileTree tree = FileTree.read(directory);
        Files.writeString(directory.resolve("etc/motd"), "123");

        assertThatThrownBy(() -> RootfsPackager.pack(tree))
                .isInstanceOf(ContentChangedException.class)
                .hasMessage("'etc/motd' must not change while it is packed, but had 2 bytes when it was listed and has"
                        + " more now. Pack when nothing writes to it");
    }

    @Test
    void aFileThatShrankIsAnErrorThatNamesIt() throws IOException {
        new TreeOnDisk(directory).file("etc/motd", "12", 0644);
        FileTree tree = FileTree.read(directory);
        Files.writeString(directory.resolve("etc/motd"), "1");

        assertThatThrownBy(() -> RootfsPackager.pack(tree)).hasMessageContaining("listed and has 1 now");
    }

    @Test
    void aFileThatWentAwayIsAnErrorThatNamesIt() throws IOException {
        new TreeOnDisk(directory).file("etc/motd", "12", 0644);
        FileTree tree = FileTree.read(directory);
        Path file = directory.toRealPath().resolve("etc/motd");
        Files.delete(file);

        assertThatThrownBy(() -> RootfsPackager.pack(tree))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage("'" + file + "' must be readable, but was not: it does not exist. Correct it or remove it");
    }

    @Test
    void aFileOfNineGibibytesHasItsSizeInTheHeader() throws IOException {
        long nineGib = 9L << 30;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        TarWriter tar = new TarWriter(written);

        assertThatThrownBy(() -> tar.add(new TreeEntry.RegularFile("big", 0644, lying(nineGib, "x"))))
                .isInstanceOf(ContentChangedException.class)
                .hasMessageContaining("had 9663676416 bytes when it was listed and has 1 now");

        byte[] header = Arrays.copyOf(written.toByteArray(), 512);
        TarArchiveEntry read = new TarArchiveInputStream(new ByteArrayInputStream(header)).getNextEntry();
        assertThat(read.getName()).isEqualTo("big");
        assertThat(read.getSize()).isEqualTo(nineGib);
    }

    private static FileTree noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(1).nextBytes(noise);
        return FileTree.builder().file("noise", noise, 0644).build();
    }

    private static Content lying(long sizeBytes, String text) {
        return new Content() {
            @Override
            public long sizeBytes() {
                return sizeBytes;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private static List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(Spool.prefix()))
                    .sorted()
                    .toList();
        }
    }
}
