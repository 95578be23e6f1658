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
 * Every Java block of a guide in docs/ and of the library's Javadoc stands between {@code // begins} and {@code // ends} in a
 * class of the package {@code guide} or {@code workflow} as well, where the compiler reads it and a test of that class runs it.
 */
class GuideTest {
    private static final Path GUIDES = Repository.ROOT.resolve("docs");
    private static final Path EXAMPLES = Repository.MODULE.resolve("src/test/java/io/amibuilder/examples");
    private static final List<Path> SNIPPETS = List.of(EXAMPLES.resolve("guide"), EXAMPLES.resolve("workflow"));
    private static final List<Path> LIBRARY = Stream.of("ami-builder-core", "ami-builder-aws")
            .map(module -> Repository.ROOT.resolve(module).resolve("src/main/java"))
            .toList();
    private static final Pattern BLOCK = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern REGION =
            Pattern.compile("^ *// begins\n(.*?)^ *// ends$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern JAVADOC_BLOCK =
            Pattern.compile("^ *\\* <pre>\\{@code\n(.*?)^ *\\* }</pre>$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern MARGIN = Pattern.compile("^ *\\* ?", Pattern.MULTILINE);
    private static final Pattern EXPORTED = Pattern.compile("^ *exports ([\\w.]+);$", Pattern.MULTILINE);

    @Test
    void everyJavaBlockIsCompiled() throws IOException {
        List<String> compiled = compiled();
        for (Path guide : files(GUIDES, ".md")) {
            assertThat(compiled).as("%s", guide).containsAll(texts(BLOCK, guide));
        }
    }

    @Test
    void everyExampleInJavadocIsCompiled() throws IOException {
        List<String> compiled = withoutSpace(compiled());
        for (Path sources : LIBRARY) {
            for (Path file : files(sources, ".java")) {
                List<String> examples = examples(file);
                assertThat(Files.readString(file).split("<pre", -1))
                        .as("%s has no <pre> but whole lines <pre>{@code and }</pre>", file)
                        .hasSize(examples.size() + 1);
                assertThat(compiled).as("%s", file).containsAll(withoutSpace(examples));
            }
        }
    }

    @Test
    void everyPackageForEverybodyHasAnExampleOfThreeToTenLines() throws IOException {
        for (Path sources : LIBRARY) {
            List<String> exported = texts(EXPORTED, sources.resolve("module-info.java"));
            assertThat(exported).as("%s", sources).isNotEmpty();
            for (String name : exported) {
                Path page = sources.resolve(name.replace('.', '/')).resolve("package-info.java");
                assertThat(examples(page))
                        .as("%s", page)
                        .singleElement()
                        .satisfies(example -> assertThat(example.lines()).hasSizeBetween(3, 10));
            }
        }
    }

    private static List<String> compiled() throws IOException {
        List<String> compiled = new ArrayList<>();
        for (Path directory : SNIPPETS) {
            for (Path file : files(directory, ".java")) {
                texts(REGION, file)
                        .forEach(region -> compiled.add(region.stripTrailing().stripIndent() + "\n"));
            }
        }
        return compiled;
    }

    private static List<String> examples(Path file) throws IOException {
        return texts(JAVADOC_BLOCK, file).stream()
                .map(block -> MARGIN.matcher(block).replaceAll(""))
                .toList();
    }

    /** The formatter breaks the lines of code, but not those of Javadoc, by how far they are indented. */
    private static List<String> withoutSpace(List<String> texts) {
        return texts.stream().map(text -> text.replaceAll("\\s", "")).toList();
    }

    private static List<Path> files(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static List<String> texts(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
