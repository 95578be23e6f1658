package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.userdata.UserPart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people really write gives no finding. */
class OrdinaryConfigsTest {
    private static final Path ORDINARY = Path.of("src/test/lint/ordinary");
    private static final Path EXAMPLES = Path.of("../ami-builder-examples/ami");

    @TempDir
    private Path directory;

    static List<Path> configs() throws IOException {
        try (Stream<Path> files = Files.list(ORDINARY)) {
            return files.sorted().toList();
        }
    }

    static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(source -> Files.isDirectory(source.resolve("cloudinit")))
                    .sorted()
                    .toList();
        }
    }

    static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    @Test
    void anOrdinaryConfigIsFine() throws IOException {
        for (Path config : configs()) {
            UserPart part = UserPart.of(config.getFileName().toString(), text(config));
            assertThat(Linter.lint(List.of(part), Set.of())).as("%s", config).isEmpty();
        }
    }

    @Test
    void anExampleSourceIsFine() throws IOException {
        for (Path source : sources()) {
            List<UserPart> parts = new ArrayList<>();
            try (Stream<Path> files = Files.list(source.resolve("cloudinit"))) {
                for (Path file : files.toList()) {
                    parts.add(UserPart.of(file.getFileName().toString(), text(file)));
                }
            }
            assertThat(Linter.lint(parts, Set.of())).as("%s", source).isEmpty();
        }
    }

    @Test
    void cloudInitTakesThemWhole() throws Exception {
        RealCloudInit.require();
        List<Map<String, String>> requests = new ArrayList<>();
        for (Path config : configs()) {
            requests.add(Map.of("10_x.cfg", text(config)));
        }
        for (Map<?, ?> answer : RealCloudInit.ask(directory, requests)) {
            assertThat(answer.get("dropped")).as(answer.toString()).isEqualTo(0);
            assertThat(answer.get("shellify").toString()).startsWith("{ok=");
            assertThat(answer.get("users").toString()).startsWith("{ok=");
            assertThat(answer.get("files").toString()).startsWith("{ok=");
        }
    }
}
