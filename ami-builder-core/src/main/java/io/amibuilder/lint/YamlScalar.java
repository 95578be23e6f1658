package io.amibuilder.lint;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * A single value.
 *
 * @param start the index in the source where it begins
 * @param end the index after its last character
 * @param inBrackets whether it stands in {@code [...]} or <code>{...}</code>, where other characters end a plain text
 */
record YamlScalar(
        Position at, Optional<String> tag, String value, ScalarStyle style, int start, int end, boolean inBrackets)
        implements YamlNode {
    private static final String STANDARD = "tag:yaml.org,2002:";
    private static final int SHOWN_CHARACTERS = 40;

    /** Whether its kind is decided by its text alone. */
    boolean isPlain() {
        return style == ScalarStyle.PLAIN && tag.isEmpty();
    }

    boolean isBlock() {
        return style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
    }

    /** Its kind in YAML 1.1. */
    Yaml11.Kind kind() {
        if (tag.isEmpty()) {
            return isPlain() ? Yaml11.kindOf(value) : Yaml11.Kind.STRING;
        }
        return switch (tag.get()) {
            case STANDARD + "int" -> Yaml11.Kind.INTEGER;
            case STANDARD + "float" -> Yaml11.Kind.FLOAT;
            case STANDARD + "bool" -> Yaml11.Kind.BOOLEAN;
            case STANDARD + "null" -> Yaml11.Kind.NULL;
            case STANDARD + "timestamp" -> Yaml11.Kind.TIMESTAMP;
            default -> Yaml11.Kind.STRING;
        };
    }

    boolean isString() {
        return kind() == Yaml11.Kind.STRING;
    }

    boolean isNull() {
        return kind() == Yaml11.Kind.NULL;
    }

    /** Whether it is bytes, which only {@code !!binary} makes. */
    boolean isBinary() {
        return tag.equals(Optional.of(STANDARD + "binary"));
    }

    /** The bytes that its text stands for when it is binary, a character each; empty when it is not base64. */
    Optional<String> decoded() {
        if (value.chars().anyMatch(c -> c > '~')) {
            return Optional.empty(); // other characters that are not base64 are left out, but not these
        }
        try {
            return Optional.of(new String(Base64.getMimeDecoder().decode(value), StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What Python writes for it. */
    String pythonText() {
        return isPlain() ? Yaml11.shown(value) : value;
    }

    @Override
    public String described() {
        return switch (kind()) {
            case STRING -> "the text '" + shortened() + "'";
            case INTEGER, FLOAT -> "the number " + pythonText();
            case BOOLEAN -> "the truth value " + pythonText();
            case NULL -> "nothing (null)";
            case TIMESTAMP -> "the time " + value;
            case MERGE, VALUE -> "the indicator '" + value + "'";
        };
    }

    /** Its first line, cut to 40 characters. */
    String shortened() {
        String line = value.lines().findFirst().orElse("");
        return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "...";
    }
}
