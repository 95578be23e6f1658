package io.amibuilder.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of QEMU's last words, where no boot sector can bring it to say them. */
class MachineEndTest {
    private static final String TIME = "\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}";

    @TempDir
    private Path directory;

    /** As QEMU 7.2 writes them for a kernel that panics under {@code -action panic=exit-failure}. */
    @Test
    void aKernelThatPanicsIsNotAShutdown() throws Exception {
        events(
                "{" + TIME + ", \"event\": \"GUEST_PANICKED\", \"data\": {\"action\": \"pause\"}}",
                shutdown("guest-panic"));

        assertThat(reason()).isEqualTo("Local.GuestPanic: the guest's kernel panicked");
    }

    @ParameterizedTest
    @CsvSource({
        "guest-shutdown, Client.InstanceInitiatedShutdown: the guest powered itself off",
        "guest-panic, Local.GuestPanic: the guest's kernel panicked",
        "host-qmp-quit, Local.HostQuit: somebody told QEMU to quit",
        "subsystem-reset, Local.Shutdown: QEMU ended with reason 'subsystem-reset'"
    })
    void everyShutdownHasItsReason(String told, String reason) throws Exception {
        events("{\"return\": {}}", shutdown(told));

        assertThat(reason()).isEqualTo(reason);
    }

    @Test
    void withoutAnEventWhatQemuComplainedOfIsTold() throws Exception {
        assertThat(reason()).isEqualTo("Local.Killed: QEMU ended without a word");

        Files.writeString(files().errors(), "qemu-system-x86_64: failed to initialize kvm: Permission denied\n");

        assertThat(reason())
                .isEqualTo("Local.Killed: QEMU ended without a word, but for:"
                        + " qemu-system-x86_64: failed to initialize kvm: Permission denied");
    }

    private void events(String... lines) throws Exception {
        Files.write(files().events(), List.of(lines));
    }

    private static String shutdown(String reason) {
        return "{" + TIME + ", \"event\": \"SHUTDOWN\", \"data\": {\"guest\": true, \"reason\": \"" + reason + "\"}}";
    }

    private String reason() throws Exception {
        return MachineEnd.reason(files());
    }

    private InstanceFiles files() {
        return new InstanceFiles(directory);
    }
}
