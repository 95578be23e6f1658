package io.amibuilder.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.CompiledAmi;
import io.amibuilder.guest.GuestWord;
import io.amibuilder.lint.LintCode;
import io.amibuilder.lint.LintFinding;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.rootfs.PackedFile;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.RootfsPackager;
import io.amibuilder.userdata.Userdata;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentPagesTest {
    @TempDir
    private Path directory;

    @Test
    void theLastWordOfAConsoleIsFound() {
        Userdata userdata = ContentPages.userdata();
        String word = new GuestWord.Failed("10_packages.cfg", 1)
                .marker(userdata.nonce().orElseThrow());

        assertThat(ContentPages.guest("[   12.3] cloud-init: " + word + "\n", userdata))
                .isEqualTo("failed:step=10_packages.cfg:status=1");
        assertThat(ContentPages.guest("", userdata)).isEqualTo("still at work");
    }

    @Test
    void aMisspeltKeyIsFound() {
        assertThat(ContentPages.lint()).extracting(LintFinding::code).containsExactly(LintCode.KEY_MISSPELT);
    }

    @Test
    void listsReplaceEachOtherUnlessTheyAreToldOtherwise() {
        assertThat(ContentPages.merge()).isEqualTo(List.of(List.of("nginx"), List.of("curl", "nginx")));
    }

    @Test
    void aTreeIsPacked() throws Exception {
        Path tarball = directory.resolve("rootfs.tgz");
        ContentPages.rootfs(tarball);

        try (InputStream unpacked = new GZIPInputStream(Files.newInputStream(tarball))) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Welcome\n", "echo hello\n", "usr/local/bin/hi");
        }
    }

    @Test
    void aSourceBuiltInCodeCompiles() {
        try (CompiledAmi compiled = CompiledAmi.compile(ContentPages.source())) {
            assertThat(compiled.userdata().mergedCloudConfig().packages()).isEqualTo(List.of("nginx"));
            assertThat(compiled.files()).extracting(PackedFile::path).contains("etc/motd");
        }
    }

    @Test
    void aRootfsIsStoredOnce() {
        FileTree tree = FileTree.builder().file("/etc/motd", "Welcome\n").build();
        try (Rootfs rootfs = RootfsPackager.pack(tree)) {
            RootfsLocation first = ContentPages.storage(directory, rootfs);

            assertThat(Path.of(URI.create(first.uri()))).hasBinaryContent(rootfs.bytes());
            assertThat(ContentPages.storage(directory, rootfs)).isEqualTo(first);
        }
    }

    @Test
    void userdataIsCompiledWithinItsLimit() {
        Userdata userdata = ContentPages.userdata();

        assertThat(userdata.sizeBytes()).isBetween(1, Userdata.MAX_BYTES);
        assertThat(userdata.mergedCloudConfig().packages()).isEqualTo(List.of("nginx"));
    }
}
