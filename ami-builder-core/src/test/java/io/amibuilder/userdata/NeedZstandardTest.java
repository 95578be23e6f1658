package io.amibuilder.userdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.RealTools;
import io.amibuilder.rootfs.Compression;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.RootfsPackager;
import io.amibuilder.rootfs.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The part that brings a rootfs compressed with Zstandard, under dash. */
class NeedZstandardTest {
    @TempDir
    private Path directory;

    @Test
    void anImageWithoutZstdFailsInAStepOfThatNameBeforeAnythingIsFetched() throws Exception {
        RealTools.require("dash", "cp", "sha256sum");

        assertThat(install("cp", "sha256sum")).isEqualTo("""
                        step zstd
                        This image has no zstd: install it with packages: [zstd] in a part, or compile with gzip.
                        status=1
                        """);
    }

    @Test
    void anImageWithZstdFetchesChecksAndUnpacks() throws Exception {
        RealTools.require("dash", "cp", "sha256sum", "zstd", "tar", "grep", "sed", "rm");

        assertThat(install("cp", "sha256sum", "zstd", "tar", "grep", "sed", "rm"))
                .contains("step zstd\n", "step fetch\n", "step checksum\n", "step unpack\n", "status=0");
        assertThat(directory.resolve("root/opt/noise")).hasBinaryContent(noise());
        assertThat(directory.resolve("fs.tgz")).doesNotExist();
    }

    private String install(String... tools) throws Exception {
        ToolsPath path = new ToolsPath(directory.resolve("bin"), tools);
        Path stored = directory.resolve("stored.tar.zst");
        FileTree tree = FileTree.builder().file("opt/noise", noise(), 0644).build();
        Sha256 digest;
        try (Rootfs rootfs = RootfsPackager.pack(tree, Compression.ZSTANDARD)) {
            rootfs.writeTo(stored);
            digest = rootfs.digest();
        }
        String script = new GuestScripts(CompileOptions.defaults().fetch(Fetch.awsCli("eu-central-1")))
                .install(new RootfsLocation("file://" + stored), digest, Compression.ZSTANDARD)
                .replace(". /run/ami-builder/step", "step() { echo step $1; }; D=" + directory)
                .replace("/var/local/", directory + "/")
                .replace("-C /", "-C " + Files.createDirectories(directory.resolve("root")));
        Files.writeString(directory.resolve("part"), script);
        return path.run(directory, "/bin/dash", "part");
    }

    private static byte[] noise() {
        byte[] noise = new byte[2 * 1024 * 1024];
        new Random(1).nextBytes(noise);
        return noise;
    }
}
