package io.amibuilder.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.RealTools;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostProcessTest {
    @TempDir
    private Path directory;

    private Path file;
    private Process process;
    private ProcessHandle ended;

    /** A process, and a child of it that ends when nobody waits for it any more. */
    @BeforeEach
    void start() throws Exception {
        RealTools.require("sh", "sleep");
        file = directory.resolve("process.json");
        String script = "exec 3<&0; cat <&3 >/dev/null & echo $!; exec sleep 60";
        process = new ProcessBuilder("sh", "-c", script).start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        ended = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
        awaitStat(process.pid(), "(sleep)"); // the shell would have waited for it
        process.getOutputStream().close();
        awaitStat(ended.pid(), ") Z ");
    }

    private static void awaitStat(long pid, String text) throws Exception {
        while (!Files.readString(Path.of("/proc/" + pid + "/stat")).contains(text)) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void aProcessIsFoundAgain() throws Exception {
        HostProcess.started(process, file);
        assertThat(HostProcess.find(file)).hasValue(process.toHandle());
        assertThat(HostProcess.find(pidFile(), "sleep 60")).hasValue(process.toHandle());
    }

    @Test
    void anotherOneOfItsNumberIsNot() throws Exception {
        JsonFile.write(file, Map.of("pid", process.pid(), "started", "2020-01-01T00:00:00Z"));
        assertThat(HostProcess.find(file)).isEmpty();
        assertThat(HostProcess.find(pidFile(), "qemu")).isEmpty();
    }

    @Test
    void oneThatHasEndedWithoutBeingWaitedForIsNot() throws Exception {
        JsonFile.write(
                file,
                Map.of(
                        "pid", ended.pid(),
                        "started", ended.info().startInstant().orElseThrow().toString()));
        assertThat(ended.isAlive()).isTrue();
        assertThat(HostProcess.find(file)).isEmpty();
    }

    private Path pidFile() throws Exception {
        return Files.writeString(directory.resolve("pid"), process.pid() + "\n");
    }
}
