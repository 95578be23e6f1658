package io.amibuilder.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amibuilder.lint.LintException;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.rootfs.RootfsPackager;
import io.amibuilder.rootfs.TreeOnDisk;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmiSourceBuilderTest {
    @TempDir
    private Path directory;

    @Test
    void aSourceBuiltInCodeIsTheSameAsItsDirectory() {
        new TreeOnDisk(directory)
                .file("cloudinit/10_a.cfg", "#cloud-config\n", 0644)
                .file("fs/motd", "hello", 0644)
                .file("script/install.sh", "#!/bin/sh\n", 0644)
                .file("ami.env", "NAME=x\n", 0644)
                .file("readme.md", "text", 0644);
        AmiSource read = AmiSource.read(directory);

        AmiSource built = AmiSource.builder()
                .part("10_a.cfg", "#cloud-config\n")
                .fs(FileTree.builder().file("/motd", "hello").build())
                .install("#!/bin/sh\n")
                .metadata("NAME", "x")
                .description("text")
                .build();

        assertThat(built.parts()).isEqualTo(read.parts());
        assertThat(built.metadata()).isEqualTo(read.metadata());
        assertThat(built.description()).isEqualTo(read.description());
        assertThat(built).hasToString(read.toString());
        assertThat(RootfsPackager.pack(built.rootfsWithInstall()).digest())
                .isEqualTo(RootfsPackager.pack(read.rootfsWithInstall()).digest());
    }

    @Test
    void theRulesOfADirectoryHold() {
        AmiSourceBuilder nothing = AmiSource.builder();
        AmiSourceBuilder reserved =
                AmiSource.builder().fs(FileTree.builder().file("run/x", "").build());
        AmiSourceBuilder same =
                AmiSource.builder().part("a.yml", "#cloud-config").part("a.yaml", "#cloud-config");
        AmiSourceBuilder yaml = AmiSource.builder().part("10_a.cfg", "#cloud-config\n[");

        assertThatThrownBy(nothing::build)
                .isInstanceOf(SourceLayoutException.class)
                .hasMessage("'the source built in code' must have a part, a file or an install script, but has nothing."
                        + " Add one");
        assertThatThrownBy(reserved::build).isInstanceOf(ReservedPathException.class);
        assertThatThrownBy(same::build)
                .isInstanceOf(DuplicatePartException.class)
                .hasMessageContaining("'a.yaml' and 'a.yml'");
        assertThatThrownBy(yaml::build).isInstanceOf(LintException.class);
    }

    @Test
    void variablesAreNamedAsInAShellAndHaveOneLine() {
        assertThat(AmiSource.builder()
                        .part("10_a.sh", "#!/bin/sh")
                        .variable("A", "1")
                        .variable("A", "2")
                        .build()
                        .variables())
                .containsEntry("A", "2");
        assertThatThrownBy(() -> AmiSource.builder().variable("A-B", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AmiSource.builder().metadata("A", "1\n2"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPartsNameIsAFileName() {
        assertThatThrownBy(() -> AmiSource.builder().part("a/b", "#!/bin/sh"))
                .hasMessage("a part's name must be a file name, but was 'a/b'");
    }
}
