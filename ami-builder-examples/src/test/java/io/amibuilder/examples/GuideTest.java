package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every Java block of a guide in docs/ stands between {@code // begins} and {@code // ends} in a class of the package
 * {@code guide} or {@code workflow} as well, where the compiler reads it and a test of that class runs it.
 */
class GuideTest {
    private static final Path GUIDES = Repository.ROOT.resolve("docs");
    private static final Path EXAMPLES = Repository.MODULE.resolve("src/test/java/io/amibuilder/examples");
    private static final List<Path> SNIPPETS = List.of(EXAMPLES.resolve("guide"), EXAMPLES.resolve("workflow"));
    private static final Pattern BLOCK = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern REGION =
            Pattern.compile("^ *// begins\n(.*?)^ *// ends$", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void everyJavaBlockIsCompiled() throws IOException {
        List<String> compiled = new ArrayList<>();
        for (Path directory : SNIPPETS) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    texts(REGION, file)
                            .forEach(region ->
                                    compiled.add(region.stripTrailing().stripIndent() + "\n"));
                }
            }
        }
        try (Stream<Path> guides = Files.list(GUIDES)) {
            for (Path guide :
                    guides.filter(file -> file.toString().endsWith(".md")).toList()) {
                assertThat(compiled).as("%s", guide).containsAll(texts(BLOCK, guide));
            }
        }
    }

    private static List<String> texts(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
