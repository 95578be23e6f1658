package io.amibuilder.merge;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Python's json module reads it for jsonpatch: NaN and Infinity are numbers, and the values of a key that is given
 * several times become a list.
 */
final class PyJson {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final Map<String, @Nullable Object> WORDS = words();
    private static final int MAX_DEPTH = 900; // Python's recursion limit, less what cloud-init uses

    private final String text;
    private int place;

    private PyJson(String text) {
        this.text = text;
    }

    /** @throws PartDroppedException where Python has an error */
    static @Nullable Object load(String text) {
        PyJson json = new PyJson(text);
        json.blank();
        Object value = json.value(0);
        json.blank();
        if (json.place < text.length()) {
            throw json.error();
        }
        return value;
    }

    private static Map<String, @Nullable Object> words() {
        Map<String, @Nullable Object> words = new LinkedHashMap<>();
        words.put("null", null);
        words.put("true", true);
        words.put("false", false);
        words.put("NaN", Double.NaN);
        words.put("Infinity", Double.POSITIVE_INFINITY);
        words.put("-Infinity", Double.NEGATIVE_INFINITY);
        return words;
    }

    private @Nullable Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw new PartDroppedException("JSON nested deeper than Python's recursion limit allows");
        }
        if (take('{')) {
            return object(depth);
        } else if (take('[')) {
            return array(depth);
        } else if (take('"')) {
            return string();
        }
        for (Map.Entry<String, @Nullable Object> word : WORDS.entrySet()) {
            if (text.startsWith(word.getKey(), place)) {
                place += word.getKey().length();
                return word.getValue();
            }
        }
        return number();
    }

    private Object number() {
        Matcher number = NUMBER.matcher(text).region(place, text.length());
        if (!number.lookingAt()) {
            throw error();
        }
        place = number.end();
        return number.group(1) == null && number.group(2) == null
                ? PyValues.integer(new BigInteger(number.group()))
                : (Object) Double.valueOf(number.group());
    }

    private PyDict object(int depth) {
        Map<String, List<@Nullable Object>> members = new LinkedHashMap<>();
        blank();
        if (!take('}')) {
            do {
                blank();
                expect('"');
                String key = string();
                blank();
                expect(':');
                blank();
                members.computeIfAbsent(key, k -> new ArrayList<>()).add(value(depth + 1));
                blank();
            } while (take(','));
            expect('}');
        }
        PyDict dict = new PyDict();
        members.forEach((key, values) -> dict.put(key, values.size() == 1 ? values.get(0) : values));
        return dict;
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        blank();
        if (!take(']')) {
            do {
                blank();
                list.add(value(depth + 1));
                blank();
            } while (take(','));
            expect(']');
        }
        return list;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        while (!take('"')) {
            char c = next();
            if (c < ' ') {
                throw error();
            }
            string.append(c == '\\' ? escaped() : c);
        }
        return string.toString();
    }

    private char escaped() {
        char c = next();
        int simple = "\"\\/bfnrt".indexOf(c);
        if (simple >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(simple);
        }
        if (c != 'u'
                || !text.substring(place, Math.min(place + 4, text.length())).matches("[0-9a-fA-F]{4}")) {
            throw error();
        }
        place += 4;
        return (char) Integer.parseInt(text.substring(place - 4, place), 16);
    }

    private void blank() {
        while (place < text.length() && " \t\n\r".indexOf(text.charAt(place)) >= 0) {
            place++;
        }
    }

    private char next() {
        if (place == text.length()) {
            throw error();
        }
        return text.charAt(place++);
    }

    private boolean take(char c) {
        boolean there = place < text.length() && text.charAt(place) == c;
        place += there ? 1 : 0;
        return there;
    }

    private void expect(char c) {
        if (!take(c)) {
            throw error();
        }
    }

    private PartDroppedException error() {
        return new PartDroppedException("not JSON at character " + (place + 1) + " after the first line's mark");
    }
}
