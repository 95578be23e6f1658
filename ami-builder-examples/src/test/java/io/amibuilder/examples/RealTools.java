package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Programs that must agree with us: a test that lacks one is skipped, but fails under {@code -Dami.ci=true}. */
public final class RealTools {
    /** Debian's own Python, which cloud-init's package belongs to. */
    static final String PYTHON = "/usr/bin/python3";

    private RealTools() {}

    public static void require(String... tools) {
        for (String tool : tools) {
            String path = System.getenv().getOrDefault("PATH", "");
            need(
                    Arrays.stream(path.split(Pattern.quote(File.pathSeparator)))
                            .anyMatch(directory -> new File(directory, tool).canExecute()),
                    "'" + tool + "' is not installed");
        }
    }

    static void requireCloudInit() throws IOException, InterruptedException {
        boolean found = new File(PYTHON).canExecute()
                && new ProcessBuilder(PYTHON, "-c", "import cloudinit, yaml")
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
        need(found, "cloud-init is not installed for " + PYTHON);
    }

    /** The disk that real bakes start from: made by src/vm/make-base-image.sh, and given by -Dami.vm.base. */
    public static Path vmBase() {
        require("qemu-system-x86_64", "qemu-img", "socat");
        String given = System.getProperty("ami.vm.base", "");
        need(
                !given.isEmpty() && Files.isRegularFile(Path.of(given)),
                "a base image made by ami-builder-examples/src/vm/make-base-image.sh must be at -Dami.vm.base");
        return Path.of(given);
    }

    /** Runs a command to its end and returns its output; anything but success fails the test. */
    static String run(Path directory, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("exit status of %s, which said: %s", Arrays.toString(command), output)
                .isZero();
        return output;
    }

    private static void need(boolean met, String reason) {
        if (Boolean.getBoolean("ami.ci")) {
            assertThat(met).as(reason).isTrue();
        }
        assumeTrue(met, reason);
    }
}
