package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** The README and its blocks of code. */
final class Readme {
    private static final String LEFT_OUT = "[...]";

    private Readme() {}

    static List<String> lines() throws IOException {
        return Files.readAllLines(Repository.ROOT.resolve("README.md"));
    }

    /** Each line of a block was said, after what stands before it. */
    static void requireShown(String block, String said) {
        List<String> shown = block.lines()
                .filter(line -> !line.equals("..."))
                .map(line -> line.endsWith(LEFT_OUT) ? line.substring(0, line.indexOf(LEFT_OUT)) : line)
                .toList();
        assertThat(shown).hasSizeGreaterThan(5);
        int from = 0;
        for (String line : shown) {
            int at = said.indexOf(line, from);
            assertThat(at)
                    .as("'%s' after what was shown before it, in:\n%s", line, said)
                    .isNotNegative();
            from = at + line.length();
        }
    }

    /** The blocks of one language, in order. */
    static List<String> blocks(String language) throws IOException {
        return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(Repository.ROOT.resolve("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
