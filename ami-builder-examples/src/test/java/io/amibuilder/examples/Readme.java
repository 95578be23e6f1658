package io.amibuilder.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** The README and its blocks of code. */
final class Readme {
    private Readme() {}

    static List<String> lines() throws IOException {
        return Files.readAllLines(Repository.ROOT.resolve("README.md"));
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
