package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.RealTools;
import io.amibuilder.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The installed cloud-init and its YAML reader, asked many things at once. */
final class RealCloudInit {
    private RealCloudInit() {}

    /** Skips the test, or fails it in CI, when there is none. */
    static void require() {
        RealTools.requirePython("cloudinit, yaml");
    }

    /** What it makes of each request: parts by their names, or a YAML text. */
    static List<Map<?, ?>> ask(Path directory, List<?> requests) throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        requests.forEach(request -> lines.append(Json.compact(request)).append('\n'));
        Path input = Files.writeString(directory.resolve("requests"), lines, StandardCharsets.UTF_8);
        Path output = directory.resolve("answers");
        Process process = new ProcessBuilder(
                        "/usr/bin/python3",
                        Path.of("src/test/lint/cloud_init.py").toString())
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor()).isZero();
        List<String> answers = Files.readAllLines(output, StandardCharsets.UTF_8);
        assertThat(answers).hasSameSizeAs(requests);
        return answers.stream().<Map<?, ?>>map(RealCloudInit::json).toList();
    }

    static Map<?, ?> json(String text) {
        Object value = new Load(LoadSettings.builder()
                        .setCodePointLimit(Integer.MAX_VALUE)
                        .build())
                .loadFromString(text);
        return (Map<?, ?>) value;
    }
}
