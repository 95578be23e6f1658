package io.amibuilder.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.rootfs.TreeOnDisk;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisspeltTest {
    @TempDir
    private Path root;

    private TreeOnDisk disk;

    @BeforeEach
    void makeSource() {
        disk = new TreeOnDisk(root);
        disk.directory("fs", 0755);
    }

    @ParameterizedTest
    @CsvSource({
        "cloud-init/10_a.sh, cloud-init, cloudinit",
        "cloudint/10_a.sh, cloudint, cloudinit",
        "scripts/install.sh, scripts, script",
        "Script/install.sh, Script, script",
        "install.sh, install.sh, script/install.sh",
        "compile.sh, compile.sh, script/compile.sh",
        "script/isntall.sh, script/isntall.sh, script/install.sh",
        "script/complie.sh, script/complie.sh, script/compile.sh",
        "rootfs/etc/motd, rootfs, fs",
        "FS/etc/motd, FS, fs",
        "ami.evn, ami.evn, ami.env"
    })
    void aNameThatIsNearlyRightIsWarnedOf(String file, String found, String meant) {
        disk.file(file, "#!/bin/sh\n", 0755);

        try (AmiSource source = AmiSource.read(root)) {
            assertThat(source.warnings())
                    .containsExactly("'" + found + "' is ignored, because '" + meant
                            + "' is the name that counts; rename it, if it is meant");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"readme.md", "README.md", "templates/a", "script/functions.sh", ".git/HEAD", "test/a", "lfs/a"})
    void whatIsMeantForOthersIsNot(String file) {
        disk.file(file, "", 0644);

        try (AmiSource source = AmiSource.read(root)) {
            assertThat(source.warnings()).isEmpty();
        }
    }

    @Test
    void rightNamesAreNot() {
        disk.file("cloudinit/10_a.sh", "#!/bin/sh\n", 0644).file("script/install.sh", "#!/bin/sh\n", 0755);
        disk.file("ami.env", "NAME=a\n", 0644);

        try (AmiSource source = AmiSource.read(root)) {
            assertThat(source.warnings()).isEmpty();
        }
    }
}
