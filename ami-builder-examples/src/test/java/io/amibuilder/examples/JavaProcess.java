package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program run as its users run it: from the packaged jars, as a process of its own, with a clean environment. */
final class JavaProcess {
    private static final int LIMIT_SECONDS = 120;

    private JavaProcess() {}

    static Run run(Path scratch, Class<?> program, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return run(scratch, builder(program, environment, arguments));
    }

    static Run run(Path scratch, ProcessBuilder builder) throws IOException, InterruptedException {
        Path out = Files.createTempFile(scratch, "out", ".txt");
        Path err = Files.createTempFile(scratch, "err", ".txt");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            process.getOutputStream().close();
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("ended within %d seconds", LIMIT_SECONDS)
                    .isTrue();
            return new Run(process.exitValue(), Files.readString(out), text(err));
        } finally {
            process.destroyForcibly();
        }
    }

    static ProcessBuilder builder(Class<?> program, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                "ami-builder-examples/target/lib/*",
                program.getName()));
        command.addAll(List.of(arguments));
        return clean(new ProcessBuilder(command), environment);
    }

    /** In the repository, with this environment and the path of ours. */
    static ProcessBuilder clean(ProcessBuilder builder, Map<String, String> environment) {
        builder.directory(Repository.ROOT.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        builder.environment().putAll(environment);
        return builder;
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
