package io.amibuilder.json;

import java.util.Iterator;
import java.util.Map;

/**
 * JSON from maps, lists, strings, integers and booleans. Whatever PyYAML (a YAML 1.1 reader) would misread raw is
 * escaped, so that the same text is a valid cloud-config.
 */
public final class Json {
    private Json() {}

    /**
     * On one line, without blanks: for what must be small.
     *
     * @param value a map, list, string, integer or boolean
     * @return the JSON text
     */
    public static String compact(Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, -1);
        return out.toString();
    }

    /**
     * Indented by two blanks, with a final newline: for what people read.
     *
     * @param value a map, list, string, integer or boolean
     * @return the JSON text
     */
    public static String pretty(Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, 0);
        return out.append('\n').toString();
    }

    private static void write(StringBuilder out, Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            writeAll(out, map.entrySet().iterator(), '{', '}', depth);
        } else if (value instanceof Iterable<?> list) {
            writeAll(out, list.iterator(), '[', ']', depth);
        } else if (value instanceof String || value instanceof Character || value instanceof Enum) {
            writeString(out, value.toString());
        } else if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("JSON is written from maps, lists, strings, integers and booleans, not "
                    + value.getClass().getName());
        }
    }

    private static void writeAll(StringBuilder out, Iterator<?> items, char open, char close, int depth) {
        out.append(open);
        if (!items.hasNext()) {
            out.append(close);
            return;
        }
        int inner = depth < 0 ? depth : depth + 1;
        while (items.hasNext()) {
            newLine(out, inner);
            Object item = items.next();
            if (item instanceof Map.Entry<?, ?> entry) {
                writeString(out, String.valueOf(entry.getKey()));
                out.append(depth < 0 ? ":" : ": ");
                write(out, entry.getValue(), inner);
            } else {
                write(out, item, inner);
            }
            if (items.hasNext()) {
                out.append(',');
            }
        }
        newLine(out, depth);
        out.append(close);
    }

    private static void newLine(StringBuilder out, int depth) {
        if (depth >= 0) {
            out.append('\n').append("  ".repeat(depth));
        }
    }

    private static void writeString(StringBuilder out, String text) {
        out.append('"');
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (isMisread(c)) {
                out.append("\\u%04x".formatted(c));
            } else {
                out.appendCodePoint(c);
            }
        });
        out.append('"');
    }

    /** Control characters, the YAML 1.1 line breaks and what is no character; found by trying all of them. */
    private static boolean isMisread(int c) {
        return c < 0x20
                || (c >= 0x7f && c <= 0x9f)
                || c == 0x2028
                || c == 0x2029
                || c == 0xfeff
                || c == 0xfffe
                || c == 0xffff
                || (Character.isBmpCodePoint(c) && Character.isSurrogate((char) c));
    }
}
