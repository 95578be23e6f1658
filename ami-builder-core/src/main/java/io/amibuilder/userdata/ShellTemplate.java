package io.amibuilder.userdata;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A shell script of ours, kept readable as a resource and stripped when compiled: whole-line comments, indentation and
 * empty lines go. Values are put in for words like {@code __URL__}, all at once, so that none can appear in another.
 */
final class ShellTemplate {
    private static final Pattern WORD = Pattern.compile("__([A-Z0-9_]+?)__(\n?)");

    private final String text;
    private final Map<String, String> values = new HashMap<>();

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
    ShellTemplate number(String word, long value) {
        return code(word, Long.toString(value));
    }

    /** A text that stands inside single quotes in the script, as it is. */
    ShellTemplate quoted(String word, String value) {
        if (value.indexOf('\'') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException(
                    "a value in a shell script must be one line without a single quote, but '" + word + "' was \""
                            + value + "\"");
        }
        return code(word, value);
    }

    /** Shell of our own; when it is empty, its line goes. */
    ShellTemplate code(String word, String code) {
        values.put(word, code.endsWith("\n") ? code.substring(0, code.length() - 1) : code);
        return this;
    }

    String text() {
        return WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(value(word.group(1), word.group(2))));
    }

    private String value(String word, String lineEnd) {
        String value = values.get(word);
        if (value == null) {
            return "__" + word + "__" + lineEnd; // the nonce's, which comes last
        }
        return value.isEmpty() ? "" : value + lineEnd;
    }
}
