package io.amibuilder.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.rootfs.Content;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.rootfs.RootfsPackager;
import io.amibuilder.rootfs.TreeEntry;
import io.amibuilder.rootfs.TreeOnDisk;
import io.amibuilder.userdata.UserPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmiSourceTest {
    private static final String CONFIG = "#cloud-config\npackages: [git]\n";
    private static final String SCRIPT = "#!/bin/sh\ntrue\n";

    @TempDir
    private Path directory;

    private Path root;
    private TreeOnDisk disk;

    @BeforeEach
    void makeRoot() {
        root = directory.resolve("jenkins-agent");
        disk = new TreeOnDisk(root);
    }

    @Test
    void everythingOfTheConventionIsRead() throws Exception {
        disk.file("cloudinit/10_packages.cfg", CONFIG, 0644).file("cloudinit/20_setup.sh", SCRIPT, 0755);
        disk.file("fs/etc/motd", "hello", 0644).directory("fs/var/empty", 0711);
        disk.file("script/install.sh", "#!/bin/bash\n\u00e4\r\n", 0644);
        disk.file("ami.env", "NAME=agent\nVERSION=1.4.0\nBASE=ami-1\n", 0644);
        disk.file("readme.md", "# Agent\n", 0644);

        try (AmiSource source = AmiSource.read(root)) {
            assertThat(source.parts()).extracting(UserPart::name).containsExactly("10_packages.cfg", "20_setup.sh");
            assertThat(source.parts().get(1).text()).isEqualTo(SCRIPT);
            assertThat(source.rootfs().entries())
                    .extracting(TreeEntry::path)
                    .containsExactly("etc", "etc/motd", "var", "var/empty");
            assertThat(source.install()).contains(Content.of("#!/bin/bash\n\u00e4\r\n"));
            assertThat(source.metadata()).isEqualTo(Map.of("NAME", "agent", "VERSION", "1.4.0", "BASE", "ami-1"));
            assertThat(source.description()).isEqualTo("# Agent\n");
            assertThat(source.variables()).isEmpty();
            assertThat(source.warnings()).isEmpty();
            assertThat(source).hasToString("""
                            AMI source agent
                              cloudinit  10_packages.cfg (30 characters), 20_setup.sh (15 characters)
                              fs         4 entries, 5 bytes
                              install    16 bytes
                              variables  none
                              warnings   0""");
        }
    }

    @Test
    void installShJoinsTheRootfsUnderItsReservedName() {
        disk.file("fs/etc/motd", "hello", 0644).file("script/install.sh", SCRIPT, 0644);

        FileTree tree = AmiSource.read(root).rootfsWithInstall();

        assertThat(tree.entry("var/local/install.sh"))
                .contains(new TreeEntry.RegularFile("var/local/install.sh", 0700, Content.of(SCRIPT)));
    }

    @Test
    void aSourceWithoutInstallShPacksFsAlone() {
        disk.file("fs/etc/motd", "hello", 0644);

        AmiSource source = AmiSource.read(root);

        assertThat(source.rootfsWithInstall()).isEqualTo(source.rootfs());
    }

    @Test
    void cloudinitAloneIsEnoughAndSoIsFs() {
        new TreeOnDisk(directory).directory("a/cloudinit", 0755).directory("b/fs", 0755);

        assertThat(AmiSource.read(directory.resolve("a")).rootfs().isEmpty()).isTrue();
        assertThat(AmiSource.read(directory.resolve("b")).parts()).isEmpty();
    }

    @Test
    void partsComeInTheOrderOfTheirNamesAndOddNamesAreWarnedOf() {
        disk.file("cloudinit/z.sh", SCRIPT, 0644).file("cloudinit/99_z.sh", SCRIPT, 0644);
        disk.file("cloudinit/5_a.sh", SCRIPT, 0644).file("cloudinit/10-b.sh", SCRIPT, 0644);

        AmiSource source = AmiSource.read(root);

        assertThat(source.parts()).extracting(UserPart::name).containsExactly("10-b.sh", "5_a.sh", "99_z.sh", "z.sh");
        assertThat(source.warnings())
                .containsExactly(
                        "part '10-b.sh' does not begin with two digits and '_', as in 10_10-b.sh; it takes its place in"
                                + " the order of the names",
                        "part '5_a.sh' does not begin with two digits and '_', as in 10_5_a.sh; it takes its place in the"
                                + " order of the names",
                        "part 'z.sh' does not begin with two digits and '_', as in 10_z.sh; it takes its place in the"
                                + " order of the names");
    }

    @Test
    void whatEditorsLeaveBehindIsIgnoredWithAWarning() {
        disk.file("cloudinit/10_a.cfg", CONFIG, 0644).file("cloudinit/10_a.cfg~", CONFIG, 0644);
        disk.file("cloudinit/.10_a.cfg.swp", "\0", 0644).file("cloudinit/.hidden/x", "", 0644);

        AmiSource source = AmiSource.read(root);

        assertThat(source.parts()).extracting(UserPart::name).containsExactly("10_a.cfg");
        assertThat(source.warnings())
                .containsExactly(
                        "'cloudinit/.10_a.cfg.swp' looks like a hidden or backup file and is ignored",
                        "'cloudinit/.hidden' looks like a hidden or backup file and is ignored",
                        "'cloudinit/10_a.cfg~' looks like a hidden or backup file and is ignored");
    }

    @Test
    void partsMayBeLinksToSharedFiles() {
        new TreeOnDisk(directory).file("common/10_a.cfg", CONFIG, 0644);
        disk.symlink("cloudinit/10_a.cfg", "../../common/10_a.cfg")
                .hardLink("cloudinit/11_a.cfg", "../common/10_a.cfg");
        disk.hardLink("cloudinit/12_a.cfg", "cloudinit/11_a.cfg");

        assertThat(AmiSource.read(root).parts()).extracting(UserPart::text).containsExactly(CONFIG, CONFIG, CONFIG);
    }

    @Test
    void filesAreReadInPlaceWhenNoCompileShRuns() throws Exception {
        disk.file("fs/etc/motd", "hello", 0644);
        AmiSource source = AmiSource.read(root);

        source.close();

        assertThat(RootfsPackager.pack(source.rootfs()).files()).hasSize(2);
        assertThat(Files.readString(root.resolve("fs/etc/motd"))).isEqualTo("hello");
    }
}
