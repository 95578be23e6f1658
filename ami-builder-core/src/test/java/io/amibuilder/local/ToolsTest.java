package io.amibuilder.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolsTest {
    @TempDir
    private Path directory;

    @Test
    void whatIsMissingIsNamedWithItsPackage() throws Exception {
        program("qemu-img");
        program("setsid");
        assertThatThrownBy(() -> Tools.on("/no/such/directory:" + directory))
                .isInstanceOfSatisfying(
                        MissingToolsException.class,
                        e -> assertThat(e.packages()).containsOnlyKeys("qemu-system-x86_64", "socat"))
                .hasMessage(
                        "a local cloud needs the programs qemu-system-x86_64, socat, but they are not on the PATH; on"
                                + " Debian and Ubuntu install them with: apt-get install qemu-system-x86 socat");
    }

    @Test
    void theFirstOnTheSearchPathIsTaken() throws Exception {
        for (String name : new String[] {"qemu-system-x86_64", "qemu-img", "socat", "setsid"}) {
            program(name);
        }
        assertThat(Tools.on(directory + ":/usr/bin").socat()).isEqualTo(directory.resolve("socat"));
    }

    @Test
    void theDeviceAloneIsNotKvm() throws Exception {
        Path device = Files.createFile(directory.resolve("kvm"));
        Path without =
                Files.writeString(directory.resolve("without"), "model name : svm\nflags\t\t: fpu sse2 hypervisor\n");
        Path with = Files.writeString(directory.resolve("with"), "flags\t\t: fpu vmx sse2\n");

        assertThat(Accelerator.isKvmUsable(device, without)).isFalse();
        assertThat(Accelerator.isKvmUsable(device, with)).isTrue();
        assertThat(Accelerator.isKvmUsable(directory.resolve("none"), with)).isFalse();
        assertThat(Accelerator.isKvmUsable(device, directory.resolve("none"))).isFalse();
    }

    private void program(String name) throws Exception {
        Files.writeString(directory.resolve(name), "#!/bin/sh\n").toFile().setExecutable(true);
    }
}
