package io.amibuilder.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.examples.RealTools;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalGuideTest {
    @TempDir
    private Path directory;

    @Test
    @Tag("vm")
    void aSourceBecomesADisk() throws Exception {
        Path base = RealTools.vmBase();
        Path source = Files.createDirectories(directory.resolve("source"));
        Files.writeString(source.resolve("ami.env"), "NAME=small\nVERSION=1\n");
        Files.createDirectories(source.resolve("fs/etc"));
        Files.writeString(source.resolve("fs/etc/motd"), "hello\n");

        assertThat(LocalGuide.bake(directory.resolve("machines"), source, base)).isNotEmptyFile();
    }

    @Test
    void nothingWasLeft() {
        RealTools.require("qemu-system-x86_64", "qemu-img", "socat");
        LocalGuide.sweep(directory);
        assertThat(directory).isDirectoryContaining(file -> file.endsWith("instances"));
    }
}
