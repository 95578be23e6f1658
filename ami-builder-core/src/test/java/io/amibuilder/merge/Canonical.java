package io.amibuilder.merge;

import io.amibuilder.json.Json;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A value as one text, the same as {@code canonical} in ask_cloud_init.py makes. */
final class Canonical {
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

    private Canonical() {}

    static String of(Object value) {
        if (value == null || value instanceof Boolean || (value instanceof Number && !(value instanceof Double))) {
            return String.valueOf(value);
        } else if (value instanceof String text) {
            return quoted(text);
        } else if (value instanceof Double number) {
            return number.isNaN() ? "nan" : "f%016x".formatted(Double.doubleToRawLongBits(number));
        } else if (value instanceof byte[] bytes) {
            return "b" + HexFormat.of().formatHex(bytes);
        } else if (value instanceof PyDict dict) {
            return dict.items().stream()
                    .map(item -> of(item.key()) + ":" + of(item.value()))
                    .collect(Collectors.joining(",", "{", "}"));
        } else if (value instanceof PyTuple tuple) {
            return "(" + joined(tuple) + ")";
        } else if (value instanceof List<?> list) {
            return "[" + joined(list) + "]";
        } else if (value instanceof Set<?> set) {
            return set.stream().map(Canonical::of).sorted().collect(Collectors.joining(",", "<", ">"));
        } else if (value instanceof LocalDate date) {
            return "d" + date;
        } else if (value instanceof LocalDateTime time) {
            return "t" + MICROSECONDS.format(time);
        }
        OffsetDateTime time = (OffsetDateTime) value;
        return "t" + MICROSECONDS.format(time)
                + "%+d".formatted(time.getOffset().getTotalSeconds());
    }

    private static String joined(Collection<?> values) {
        return values.stream().map(Canonical::of).collect(Collectors.joining(","));
    }

    /** As Python's json.dumps: pure ASCII. */
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int simple = "\"\\\n\r\t\b\f".indexOf(c);
            if (simple >= 0) {
                out.append('\\').append("\"\\nrtbf".charAt(simple));
            } else if (c < ' ' || c > '~') {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /** A request line for ask_cloud_init.py. */
    static String line(Object request) {
        return Json.compact(request).replace("\n", "\\n");
    }
}
