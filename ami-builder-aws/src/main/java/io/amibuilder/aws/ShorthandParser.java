package io.amibuilder.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the AWS CLI's shorthand (AWS CLI user guide, "Using shorthand syntax"): {@code key=value,key={key=value}}, list
 * items apart by spaces, values optionally within single or double quotes, in which a backslash escapes.
 */
final class ShorthandParser {
    private final String text;
    private int at;

    ShorthandParser(String text) {
        this.text = text;
    }

    List<Map<String, Object>> parse() {
        List<Map<String, Object>> items = new ArrayList<>();
        skipSpaces();
        while (at < text.length()) {
            items.add(pairs());
            if (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                throw unexpected("a ',' or a space");
            }
            skipSpaces();
        }
        return items;
    }

    private Map<String, Object> pairs() {
        Map<String, Object> pairs = new LinkedHashMap<>();
        do {
            String key = word();
            if (key.isEmpty() || !take('=')) {
                throw unexpected("key=value");
            }
            if (pairs.put(key, value()) != null) {
                throw BlockDeviceSyntax.malformed("has '" + key + "' twice in one item", text, null);
            }
        } while (take(','));
        return pairs;
    }

    private Object value() {
        if (take('{')) {
            Map<String, Object> group = take('}') ? Map.of() : pairs();
            if (!group.isEmpty() && !take('}')) {
                throw unexpected("'}'");
            }
            return group;
        }
        if (take('\'')) {
            return quoted('\'');
        }
        return take('"') ? quoted('"') : word();
    }

    private String quoted(char quote) {
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                return value.toString();
            }
            value.append(c == '\\' && at < text.length() ? text.charAt(at++) : c);
        }
        throw unexpected("the closing " + quote);
    }

    private String word() {
        int start = at;
        while (at < text.length() && "=,{}".indexOf(text.charAt(at)) < 0 && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean take(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        if (there) {
            at++;
        }
        return there;
    }

    private void skipSpaces() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private AwsSettingsException unexpected(String wanted) {
        return BlockDeviceSyntax.malformed("needs " + wanted + " at character " + (at + 1), text, null);
    }
}
