package io.amibuilder.merge;

import java.util.Base64;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value as JSON, which is YAML as well; what JSON does not have is written with its YAML tag. */
final class ViewText {
    private final StringBuilder out = new StringBuilder();

    private ViewText() {}

    static String of(@Nullable Object value) {
        ViewText text = new ViewText();
        text.write(value, 0);
        return text.out.toString();
    }

    private void write(@Nullable Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            writeAll(map.entrySet().iterator(), '{', '}', depth);
        } else if (value instanceof Collection<?> list) {
            writeAll(list.iterator(), '[', ']', depth);
        } else if (value instanceof String text) {
            quote(text);
        } else if (value instanceof byte[] bytes) {
            out.append("!!binary ").append(Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof Double number && (number.isNaN() || number.isInfinite())) {
            out.append(number.isNaN() ? ".nan" : number > 0 ? ".inf" : "-.inf");
        } else {
            out.append(value);
        }
    }

    private void writeAll(Iterator<?> items, char open, char close, int depth) {
        out.append(open);
        boolean empty = !items.hasNext();
        while (items.hasNext()) {
            newLine(depth + 1);
            Object item = items.next();
            if (item instanceof Map.Entry<?, ?> entry) {
                write(entry.getKey(), depth);
                out.append(": ");
                write(entry.getValue(), depth + 1);
            } else {
                write(item, depth + 1);
            }
            out.append(items.hasNext() ? "," : "");
        }
        if (!empty) {
            newLine(depth);
        }
        out.append(close);
    }

    private void newLine(int depth) {
        out.append('\n').append("  ".repeat(depth));
    }

    private void quote(String text) {
        out.append('"');
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c < ' ' || (c >= 0x7f && c <= 0x9f)) {
                out.append("\\u%04x".formatted(c));
            } else {
                out.append((char) c);
            }
        });
        out.append('"');
    }
}
