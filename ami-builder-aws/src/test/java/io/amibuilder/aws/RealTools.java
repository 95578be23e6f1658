package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Programs that must agree with us: a test that lacks one is skipped, but fails under {@code -Dami.ci=true}. */
final class RealTools {
    static final String CURL = "/usr/bin/curl";
    /** Debian's own, whatever else is on the PATH. */
    static final String AWS = "/usr/bin/aws";

    private RealTools() {}

    static void require(String program) {
        boolean found = new File(program).canExecute();
        if (Boolean.getBoolean("ami.ci")) {
            assertThat(found).as(program + " is not installed").isTrue();
        }
        assumeTrue(found, program + " is not installed");
    }

    /** Runs a command to its end and returns what it printed; anything but success fails the test. */
    static byte[] run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        File errors = File.createTempFile("real-tools", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            byte[] output = process.getInputStream().readAllBytes();
            assertThat(process.waitFor())
                    .as("exit status of %s, which said: %s", command, Files.readString(errors.toPath()))
                    .isZero();
            return output;
        } finally {
            Files.delete(errors.toPath());
        }
    }

    static byte[] run(String... command) throws IOException, InterruptedException {
        return run(Map.of(), Arrays.asList(command));
    }

    static String text(byte[] output) {
        return new String(output, StandardCharsets.UTF_8);
    }
}
