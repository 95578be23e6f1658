package io.amibuilder.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amibuilder.RealTools;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeReaderTest {
    @TempDir
    private Path directory;

    private Path fs;
    private TreeOnDisk disk;

    @BeforeEach
    void makeFs() throws Exception {
        fs = Files.createDirectory(directory.resolve("fs"));
        disk = new TreeOnDisk(fs);
    }

    @Test
    void aDotFileAtTheTopOfFsIsRead() {
        disk.file(".autorelabel", "", 0600);

        assertThat(FileTree.read(fs).entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.path()).isEqualTo(".autorelabel"))
                .satisfies(entry -> assertThat(entry.mode()).isEqualTo(0600));
    }

    @Test
    void setIdAndStickyBitsSurvive() {
        disk.file("su", "x", 04755).file("wall", "x", 02755).directory("tmp", 01777);

        assertThat(FileTree.read(fs).entries()).extracting(TreeEntry::mode).containsExactly(04755, 01777, 02755);
    }

    @Test
    void emptyDirectoriesAreKept() {
        disk.directory("var/empty", 0711);

        assertThat(FileTree.read(fs).entry("var/empty")).contains(new TreeEntry.Directory("var/empty", 0711));
    }

    @Test
    void symbolicLinksAreKeptVerbatimAndNeverFollowed() {
        disk.symlink("dangling", "../nowhere//x/").symlink("loop", "loop").symlink("up", "..");
        disk.symlink("root", "/nowhere").symlink("\u00fc", "\u00e4/\u00f6");

        assertThat(FileTree.read(fs).entries())
                .containsExactly(
                        new TreeEntry.SymbolicLink("dangling", "../nowhere/x"), // Path.of took a slash off, not we
                        new TreeEntry.SymbolicLink("loop", "loop"),
                        new TreeEntry.SymbolicLink("root", "/nowhere"),
                        new TreeEntry.SymbolicLink("up", ".."),
                        new TreeEntry.SymbolicLink("\u00fc", "\u00e4/\u00f6"));
    }

    @Test
    void whatASymbolicLinkSaysIsNotTidiedUp() throws Exception {
        RealTools.require("ln");
        RealTools.run(fs, "ln", "-s", "a//b/../c/", "link");
        RealTools.run(fs, "ln", "-s", "//\u00e4//b/", "link2");

        assertThat(FileTree.read(fs).entries())
                .containsExactly(
                        new TreeEntry.SymbolicLink("link", "a//b/../c/"),
                        new TreeEntry.SymbolicLink("link2", "//\u00e4//b/"));
    }

    @Test
    void theFirstNameOfAHardLinkedFileIsTheFile() {
        disk.file("z", "same", 0640).hardLink("b/a", "z").hardLink("c", "z");
        disk.file("apart", "same", 0640);

        FileTree tree = FileTree.read(fs);

        assertThat(tree.entry("b/a")).get().isInstanceOf(TreeEntry.RegularFile.class);
        assertThat(tree.entry("c")).contains(new TreeEntry.HardLink("c", 0640, "b/a"));
        assertThat(tree.entry("z")).contains(new TreeEntry.HardLink("z", 0640, "b/a"));
        assertThat(tree.contentBytes()).isEqualTo(8);
    }

    @Test
    void aFileWhoseOtherNameLiesOutsideIsAFile() throws Exception {
        disk.file("a", "x", 0644);
        Files.createLink(directory.resolve("outside"), fs.resolve("a"));

        assertThat(FileTree.read(fs).entry("a")).get().isInstanceOf(TreeEntry.RegularFile.class);
    }

    @Test
    void namesMayBeLongForeignAndOdd() {
        String name = "\u65e5\u672c\u8a9e \"'$(x)\\\n*".repeat(8);
        disk.file(name, "x", 0644);

        assertThat(FileTree.read(fs).entries()).extracting(TreeEntry::path).containsExactly(name);
    }

    @Test
    void fsItselfMayBeASymbolicLink() throws Exception {
        disk.file("a", "x", 0644);
        Path link = Files.createSymbolicLink(directory.resolve("link"), fs);

        assertThat(FileTree.read(link)).hasToString("1 entries, 1 bytes");
    }

    @Test
    void fsThatIsALinkToItselfIsAnError() throws Exception {
        Path loop = Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));

        assertThatThrownBy(() -> FileTree.read(loop))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith(
                        "'" + loop + "' must be readable, but was not: Too many levels of symbolic links");
    }

    @Test
    void aMissingDirectoryIsAnError() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> FileTree.read(missing))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage(
                        "'" + missing + "' must be readable, but was not: it does not exist. Correct it or remove it");
    }

    @Test
    void aFifoIsAnErrorThatNamesIt() throws Exception {
        RealTools.require("mkfifo");
        RealTools.run(fs, "mkfifo", "pipe");

        assertThatThrownBy(() -> FileTree.read(fs))
                .isInstanceOf(UnpackableFileException.class)
                .hasMessage(
                        "'" + fs.resolve("pipe") + "' cannot go into an image: it must be a regular file, directory or"
                                + " link, but is a FIFO. Remove it, and let script/install.sh or a systemd unit make it on the"
                                + " instance");
    }

    @Test
    void aSocketIsAnErrorThatNamesIt() throws Exception {
        Path socket = fs.resolve("s");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            assertThatThrownBy(() -> FileTree.read(fs))
                    .isInstanceOf(UnpackableFileException.class)
                    .hasMessageContaining("'" + socket + "'")
                    .hasMessageContaining("is a socket");
        }
    }

    @Test
    void aDeviceIsAnErrorThatNamesIt() throws Exception {
        RealTools.require("mknod");
        RealTools.requireRoot();
        RealTools.run(fs, "mknod", "null", "c", "1", "3");

        assertThatThrownBy(() -> FileTree.read(fs))
                .isInstanceOf(UnpackableFileException.class)
                .hasMessageContaining("'" + fs.resolve("null") + "'")
                .hasMessageContaining("is a character device");
    }

    @Test
    void aNameThatIsNotUtf8IsAnError() throws Exception {
        RealTools.require("bash");
        RealTools.run(fs, "bash", "-c", "touch $'latin-\\xe4'");

        assertThatThrownBy(() -> FileTree.read(fs))
                .isInstanceOf(UnpackableFileException.class)
                .hasMessageContaining("latin-")
                .hasMessageContaining("its name must be valid UTF-8, but is not. Rename it");
    }

    @Test
    void aSymbolicLinkToANameThatIsNotUtf8IsAnError() throws Exception {
        RealTools.require("bash");
        RealTools.run(fs, "bash", "-c", "ln -s $'latin-\\xe4' link");

        assertThatThrownBy(() -> FileTree.read(fs))
                .isInstanceOf(UnpackableFileException.class)
                .hasMessage("'" + fs.resolve("link") + "' cannot go into an image: what the symbolic link says must be"
                        + " valid UTF-8, but is not. Make it anew");
    }
}
