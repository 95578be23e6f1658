package io.amibuilder.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amibuilder.RealTools;
import io.amibuilder.lint.LintException;
import io.amibuilder.rootfs.TreeOnDisk;
import io.amibuilder.rootfs.UnpackableFileException;
import io.amibuilder.userdata.UnknownPartException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each mistake has its own message, which says where it is and what to do. */
class BadSourceTest {
    @TempDir
    private Path directory;

    private Path root;
    private TreeOnDisk disk;

    @BeforeEach
    void makeRoot() {
        root = directory.resolve("source");
        disk = new TreeOnDisk(root);
        disk.directory("cloudinit", 0755);
    }

    @Test
    void anInstallScriptWithTheLineEndsOfWindows() {
        disk.file("script/install.sh", "#!/bin/sh\r\ntrue\r\n", 0755);

        assertThatThrownBy(() -> AmiSource.read(root))
                .isInstanceOf(SourceLayoutException.class)
                .hasMessageStartingWith("'script/install.sh' must have lines that end in a line feed")
                .hasMessageEndingWith("Convert it, as dos2unix does");
    }

    @Test
    void aMissingDirectory() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> AmiSource.read(missing))
                .isInstanceOf(SourceLayoutException.class)
                .hasMessage("'" + missing + "' must be a source directory, but does not exist. Correct the path");
    }

    @Test
    void aFileInsteadOfADirectory() {
        disk.file("x", "", 0644);

        assertThatThrownBy(() -> AmiSource.read(root.resolve("x")))
                .isInstanceOf(SourceLayoutException.class)
                .hasMessage("'" + root.resolve("x") + "' must be a source directory, but is a file. Name the directory"
                        + " that holds cloudinit/ and fs/");
    }

    @Test
    void neitherCloudinitNorFs() throws Exception {
        Files.delete(root.resolve("cloudinit"));
        disk.file("readme.md", "", 0644);

        reading()
                .isInstanceOf(SourceLayoutException.class)
                .hasMessage("'" + root + "' must have a directory cloudinit/ or fs/, but has neither. Put parts such as"
                        + " 10_packages.cfg into cloudinit/ and files for the image into fs/");
    }

    @Test
    void fsThatIsAFile() {
        disk.file("fs", "", 0644);

        reading().hasMessage("'" + root.resolve("fs") + "' must be a directory, but is something else. Correct it");
    }

    @Test
    void fsThatIsALoop() {
        disk.symlink("fs", "fs");

        reading()
                .isInstanceOf(SourceLayoutException.class)
                .hasMessage(
                        "'" + root.resolve("fs") + "' must be a directory, but is a symbolic link that leads to none"
                                + " (perhaps a loop). Correct it");
    }

    @Test
    void aPartWithAnUnknownFirstLine() {
        disk.file("cloudinit/10_a.cfg", "packages: [git]\n", 0644);

        reading()
                .isInstanceOf(UnknownPartException.class)
                .hasMessageStartingWith("the first line of part '10_a.cfg' must begin with one of '#cloud-config', ")
                .hasMessageContaining("but was 'packages: [git]'");
    }

    @Test
    void twoPartsThatDifferOnlyInTheirExtension() {
        disk.file("cloudinit/a.yml", "#cloud-config\n", 0644).file("cloudinit/a.cfg", "#cloud-config\n", 0644);

        reading()
                .isInstanceOf(DuplicatePartException.class)
                .hasMessage(
                        "parts in cloudinit/ must differ in more than the extension, but there are 'a.cfg' and 'a.yml'."
                                + " Remove or rename one of them");
    }

    @Test
    void aPartThatIsNotUtf8() throws Exception {
        Files.write(
                root.resolve("cloudinit/10_a.cfg"), "#cloud-config\n# caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));

        reading()
                .isInstanceOfSatisfying(SourceEncodingException.class, e -> {
                    assertThat(e.byteOffset()).isEqualTo(19);
                    assertThat(e.line()).isEqualTo(2);
                })
                .hasMessage(
                        "'cloudinit/10_a.cfg' must be UTF-8 text without a byte order mark, but has byte 0xe9 at byte"
                                + " offset 19, line 2. Save it as UTF-8; binary content belongs into fs/");
    }

    @Test
    void aPartThatEndsWithinACharacter() throws Exception {
        Files.write(root.resolve("cloudinit/10_a.cfg"), new byte[] {'#', '!', '\n', (byte) 0xe6, (byte) 0x97});

        reading().hasMessageContaining("has byte 0xe6 at byte offset 3, line 2");
    }

    @Test
    void aPartWithAByteOrderMark() {
        disk.file("cloudinit/10_a.cfg", "\uFEFF#cloud-config\n", 0644);

        reading().hasMessageContaining("but has a byte order mark at byte offset 0, line 1. Save it as UTF-8");
    }

    @Test
    void yamlThatDoesNotParse() {
        disk.file("cloudinit/10_a.cfg", "#cloud-config\na: b: c\n", 0644);

        reading()
                .isInstanceOf(LintException.class)
                .hasMessage(
                        "the parts must be what cloud-init reads as written, but have a mistake. Correct it, or allow"
                                + " the codes of what is meant so (LINT_ALLOW=AB201 in ami.env, or allow(...)):\ncloudinit/10_a.cfg:2:5: error AB201: this is not YAML (mapping values are not"
                                + " allowed here), and cloud-init drops the part. Correct it there, or in the line before");
    }

    @Test
    void aDirectoryAmongTheParts() {
        disk.file("cloudinit/sub/10_a.cfg", "#cloud-config\n", 0644);

        reading()
                .isInstanceOf(SourceLayoutException.class)
                .hasMessage("'cloudinit/sub' must be a file or lead to one, because cloudinit/ has no levels. Move its"
                        + " files up into cloudinit/, or remove it");
    }

    @Test
    void aPartThatIsADanglingLink() {
        disk.symlink("cloudinit/10_a.cfg", "nowhere");

        reading().hasMessageStartingWith("'cloudinit/10_a.cfg' must be a file or lead to one");
    }

    @Test
    void anInstallShThatIsADanglingLink() {
        disk.symlink("script/install.sh", "nowhere");

        reading()
                .hasMessage("'" + root.resolve("script/install.sh") + "' must be a regular file, but is a symbolic link"
                        + " that leads to none (perhaps a loop). Correct it");
    }

    @Test
    void aPartThatCannotFitWhateverHappens() {
        disk.file("cloudinit/10_a.sh", "#!/bin/sh\n" + "#".repeat(17_000_000), 0644);

        reading()
                .hasMessage(
                        "'cloudinit/10_a.sh' must be at most 16908288 bytes to fit into user-data, but was 17000010."
                                + " Move content into fs/");
    }

    @Test
    void allFilesUnderReservedPathsAtOnce() {
        disk.file("fs/run/x/y", "", 0644).symlink("fs/var/run", "../elsewhere").file("fs/var/local/fs.tgz", "", 0644);
        disk.file("fs/var/local/install.sh", "", 0644)
                .file("fs/var/local/mine", "", 0644)
                .file("fs/runner", "", 0644);

        reading()
                .isInstanceOfSatisfying(
                        ReservedPathException.class, e -> assertThat(e.paths()).hasSize(6))
                .hasMessage(
                        "fs/ must not contain 'run', 'run/x', 'run/x/y', 'var/local/fs.tgz', 'var/local/install.sh',"
                                + " 'var/run': run/ and var/run/ are emptied at every boot, and var/local/fs.tgz and"
                                + " var/local/install.sh are used by the installation itself. Use tmpfiles.d for files under /run,"
                                + " and other names in var/local/");
    }

    @Test
    void aMalformedLineOfAmiEnv() {
        disk.file("ami.env", "# agent\nNAME=x\nVERSION: 1\n", 0644);

        reading()
                .isInstanceOf(MetadataSyntaxException.class)
                .hasMessage("ami.env:3: a line must be NAME=value, a comment or blank, with at most one pair of quotes"
                        + " around the value, but was 'VERSION: 1'. Correct it");
    }

    @Test
    void aFifoInFsIsSaidBeforeCompileShRuns() throws Exception {
        RealTools.require("mkfifo");
        disk.directory("fs", 0755).file("script/compile.sh", "exit 7", 0755);
        RealTools.run(root, "mkfifo", "fs/pipe");

        reading().isInstanceOf(UnpackableFileException.class).hasMessageContaining("fs/pipe");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> reading() {
        return assertThatThrownBy(() -> AmiSource.read(root));
    }
}
