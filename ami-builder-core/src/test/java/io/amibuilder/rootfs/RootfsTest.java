package io.amibuilder.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootfsTest {
    @TempDir
    private Path directory;

    @Test
    void whatWasWrittenIsReadWithTheSameDigestAndStaysWhenClosed() {
        Rootfs packed = RootfsPackager.pack(FileTree.builder().file("a", "x").build());
        Path file = directory.resolve("fs.tgz");
        packed.writeTo(file);

        Rootfs read = Rootfs.read(file);
        assertThat(read.digest()).isEqualTo(packed.digest());
        assertThat(read.sizeBytes()).isEqualTo(packed.sizeBytes()).isEqualTo(packed.bytes().length);
        assertThat(read.compression()).isEqualTo(Compression.GZIP);
        assertThat(read.tarDigest()).isEmpty();
        assertThat(read.files()).isEmpty();
        read.close();
        assertThat(file).hasBinaryContent(packed.bytes());
        assertThat(packed)
                .hasToString("rootfs of 1 entries, " + packed.sizeBytes() + " bytes packed, sha256 " + packed.digest());
    }

    @Test
    void aFileThatIsMissingIsTold() {
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> Rootfs.read(missing))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("reading the packed rootfs " + missing);
        assertThatThrownBy(() -> Content.of(missing)).isInstanceOf(UnreadableFileException.class);
    }

    @Test
    void aLocationIsNamedByTheCompression() {
        Rootfs packed = RootfsPackager.pack(FileTree.empty());
        assertThat(new RootfsLocation("s3://bucket/ami/").resolve(packed))
                .hasToString("s3://bucket/ami/" + packed.digest() + ".tgz");
        assertThat(new RootfsLocation("file:///a").isPrefix()).isFalse();
    }

    @Test
    void contentIsEqualByItsBytes() {
        assertThat(Content.of("ab"))
                .isEqualTo(Content.of(new byte[] {'a', 'b'}))
                .hasToString("2 bytes");
        assertThat(Content.of("ab")).hasSameHashCodeAs(Content.of(new byte[] {'a', 'b'}));
        assertThat(Content.of("ab")).isNotEqualTo(Content.of("ac")).doesNotHaveSameHashCodeAs(Content.of("ac"));
    }

    @Test
    void anEntryIsShownWithItsMode() {
        FileTree tree = FileTree.builder()
                .directory("d", 01777)
                .file("f", "12", 04755)
                .symlink("l", "f")
                .build();
        assertThat(tree.entry("d").orElseThrow()).hasToString("1777 d/");
        assertThat(tree.entry("f").orElseThrow()).hasToString("4755 f, 2 bytes");
        assertThat(tree.entry("x")).isEmpty();
        assertThat(tree.isEmpty()).isFalse();
        assertThat(FileTree.empty().isEmpty()).isTrue();
        assertThat(tree.contentBytes()).isEqualTo(2);
        assertThat(FileTree.builder().file("a", "")).hasToString("builder of a tree with 1 entries");
    }

    @Test
    void modesHaveTwelveBits() {
        assertThat(FileTree.builder()
                        .directory("a", 0)
                        .directory("b", 07777)
                        .build()
                        .entries())
                .extracting(TreeEntry::mode)
                .containsExactly(0, 07777);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileTree.builder().directory("a", -1))
                .withMessageContaining("mode");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileTree.builder().directory("a", 010000))
                .withMessageContaining("must have a mode of 0 to 07777, but has 010000");
    }

    @Test
    void aDigestHasSixtyFourDigits() {
        assertThat(Sha256.of("")).hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sha256("E3"))
                .withMessageContaining("64 lower-case hexadecimal digits, but was 'E3'");
    }

    @Test
    void namesFromAHundredBytesOnTravelInRecordsThatCountThemselves() {
        assertThat(PaxRecords.of("a".repeat(99), "")).isEmpty();
        assertThat(PaxRecords.of("a".repeat(100), "")).asString().isEqualTo("110 path=" + "a".repeat(100) + "\n");
        assertThat(PaxRecords.of("", "\u00e4".repeat(50)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("114 linkpath=" + "\u00e4".repeat(50) + "\n");
        for (int length = 980; length < 1000; length++) { // where the digits become four
            String record = new String(PaxRecords.of("a".repeat(length), ""), StandardCharsets.US_ASCII);
            assertThat(record).hasSize(Integer.parseInt(record.substring(0, record.indexOf(' '))));
        }
    }

    @Test
    void everyTypeOfFileHasAName() {
        assertThat(List.of(0040000, 0100000, 0120000, 0010000, 0020000, 0060000, 0140000, 0170000))
                .extracting(type -> new UnixAttributes(type, 0, 0, 0, 1, 0).typeName())
                .containsExactly(
                        "directory",
                        "regular file",
                        "symbolic link",
                        "FIFO",
                        "character device",
                        "block device",
                        "socket",
                        "file of unknown type 0170000");
    }
}
