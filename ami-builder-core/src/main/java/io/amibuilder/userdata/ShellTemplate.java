package io.amibuilder.userdata;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * A shell script of ours, kept readable as a resource and stripped when compiled: whole-line comments, indentation and
 * empty lines go. Values are put in for words like {@code __URL__}. Immutable.
 */
final class ShellTemplate {
    private final String text;

    private ShellTemplate(String text) {
        this.text = text;
    }

    static ShellTemplate load(String name) {
        try (InputStream in = ShellTemplate.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the library's own resource " + name + " is missing");
            }
            return new ShellTemplate(stripped(new String(in.readAllBytes(), StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the library's own resource " + name, e);
        }
    }

    private static String stripped(String script) {
        return script.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .filter(line -> !line.startsWith("# ")) // but "#!" and "#cloud-boothook" stay
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** A number. */
    ShellTemplate with(String word, long value) {
        return put(word, Long.toString(value));
    }

    /** A text that stands inside single quotes in the script, as it is. */
    ShellTemplate withQuoted(String word, String value) {
        if (value.indexOf('\'') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException(
                    "a value in a shell script must be one line without a single quote, but '" + word + "' was \""
                            + value + "\"");
        }
        return put(word, value);
    }

    /** Shell of our own. */
    ShellTemplate withCode(String word, String code) {
        return put(word, code);
    }

    private ShellTemplate put(String word, String value) {
        if (!text.contains(word)) {
            throw new IllegalStateException("the script has no word " + word);
        }
        return new ShellTemplate(text.replace(word, value));
    }

    String text() {
        return text.lines().filter(line -> !line.isEmpty()).collect(Collectors.joining("\n", "", "\n"));
    }
}
