package io.amibuilder.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A process that may outlive the one that started it: its number and its start time are in a file, because a number alone
 * may by now be somebody else's.
 */
final class HostProcess {
    private static final String PID = "pid";
    private static final String STARTED = "started";

    // fields of /proc/PID/stat (proc(5)), counted from the end of the name
    private static final int STATE = 1;
    private static final int THREADS = 18;

    private HostProcess() {}

    static void started(Process process, Path file) throws IOException {
        String started =
                process.toHandle().info().startInstant().map(Instant::toString).orElse("");
        JsonFile.write(file, Map.of(PID, process.pid(), STARTED, started));
    }

    /**
     * One that has ended while nobody waits for it, as in a container without an init, is listed, in state Z (proc(5)). So
     * is one whose first thread has ended and whose others still hold its files.
     */
    private static boolean runs(ProcessHandle process) {
        try {
            String status = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            String[] fields = status.substring(status.lastIndexOf(')')).split(" ", -1);
            return process.isAlive() && !(fields[STATE].equals("Z") && fields[THREADS].equals("1"));
        } catch (IOException e) {
            return false; // it has just gone
        }
    }

    /** The process, if it still runs. */
    static Optional<ProcessHandle> find(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Map<?, ?> known = JsonFile.read(file);
        return ProcessHandle.of(Long.parseLong(JsonFile.text(known, PID)))
                .filter(HostProcess::runs)
                .filter(process -> process.info()
                        .startInstant()
                        .map(Instant::toString)
                        .orElse("")
                        .equals(JsonFile.text(known, STARTED)));
    }

    /**
     * The process whose number is in this file that it wrote itself, if it still runs.
     *
     * @param mark what its command line holds
     */
    static Optional<ProcessHandle> find(Path pidFile, String mark) throws IOException {
        String text = Files.exists(pidFile) ? Files.readString(pidFile).strip() : "";
        return text.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(text))
                        .filter(HostProcess::runs)
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(mark));
    }
}
