package io.amibuilder.local;

import io.amibuilder.cloud.InstanceStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Why a machine does not run any more. QEMU's exit status does not tell: it is 0 for a power-off, a reset and a signal
 * alike. Its events do ("QEMU Machine Protocol", SHUTDOWN and GUEST_PANICKED).
 */
final class MachineEnd {
    static final String BY_CALL = "Client.UserInitiatedShutdown: it was told to stop";

    private static final Map<String, String> REASONS = Map.of(
            "guest-shutdown", InstanceStatus.SELF_STOPPED + ": the guest powered itself off",
            "guest-reset", "Local.GuestReset: the guest restarted; an instance that bakes must power itself off",
            "guest-panic", "Local.GuestPanic: the guest's kernel panicked",
            "host-signal", "Local.HostSignal: a signal of this computer ended QEMU",
            "host-qmp-quit", "Local.HostQuit: somebody told QEMU to quit");

    private MachineEnd() {}

    static String diskFull(Path directory) {
        return "Local.DiskFull: the disk of " + directory + " is full, so the machine was paused; make room there";
    }

    /** Whether QEMU has come as far as to run the guest. */
    static boolean hasBegun(Path events) throws IOException {
        return Files.exists(events) && Files.readString(events).contains("\"return\"");
    }

    /** Whether QEMU has paused the guest for want of room. */
    static boolean isDiskFull(Path events) throws IOException {
        return Files.exists(events)
                && Files.readString(events)
                        .lines()
                        .anyMatch(line -> line.contains("\"BLOCK_IO_ERROR\"") && line.contains("\"nospace\": true"));
    }

    static String reason(InstanceFiles files) throws IOException {
        List<String> events = Files.exists(files.events())
                ? Files.readString(files.events()).lines().toList()
                : List.of();
        if (events.stream().anyMatch(line -> line.contains("\"GUEST_PANICKED\""))) {
            return REASONS.getOrDefault("guest-panic", "");
        }
        for (String line : events) {
            Map<?, ?> event = JsonFile.parse(line);
            if (JsonFile.text(event, "event").equals("SHUTDOWN") && event.get("data") instanceof Map<?, ?> data) {
                String told = JsonFile.text(data, "reason");
                return REASONS.getOrDefault(told, "Local.Shutdown: QEMU ended with reason '" + told + "'");
            }
        }
        String errors =
                Files.exists(files.errors()) ? Files.readString(files.errors()).strip() : "";
        return "Local.Killed: QEMU ended without a word" + (errors.isEmpty() ? "" : ", but for: " + errors);
    }
}
