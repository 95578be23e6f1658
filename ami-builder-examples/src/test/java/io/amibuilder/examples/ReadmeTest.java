package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    @Test
    void itIsShort() throws IOException {
        assertThat(Readme.lines()).hasSizeLessThan(120);
    }

    @Test
    void itsExampleIsTheOneThatWasCompiled() throws IOException {
        String compiled =
                Files.readString(Repository.MODULE.resolve("src/test/java/io/amibuilder/examples/ReadmeExample.java"));
        String region = compiled.substring(
                compiled.indexOf("// README begins\n") + "// README begins\n".length(),
                compiled.indexOf("        // README ends"));

        assertThat(Readme.blocks("java")).containsExactly(region.stripTrailing().stripIndent() + "\n");
        assertThat(region.lines()).hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void itsFirstCommandBakesAndItsSecondTests() throws IOException {
        assertThat(Readme.blocks("sh").subList(0, 2))
                .containsExactly(
                        "mvn -q -DskipTests package && java -cp 'ami-builder-examples/target/lib/*'"
                                + " io.amibuilder.examples.Quickstart\n",
                        "mvn verify\n");
    }

    @Test
    void itsLinksLeadSomewhere() throws IOException {
        List<String> links = Pattern.compile("]\\(([^)]+)\\)")
                .matcher(String.join("\n", Readme.lines()))
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();
        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Repository.ROOT.resolve(link)).exists());
    }
}
