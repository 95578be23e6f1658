package io.amibuilder.merge;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What PyYAML's reader does to a text before it is scanned (reader.py, scan_line_break in scanner.py). */
final class SourceText {
    private static final Pattern UNACCEPTABLE =
            Pattern.compile("[^\\x09\\x0A\\x0D\\x20-\\x7E\\x85\\u00A0-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10ffff}]");
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n?|\\u0085");
    private static final Pattern OTHER_BREAK = Pattern.compile("[\\u2028\\u2029]");

    private SourceText() {}

    static String prepare(String text) {
        Matcher bad = UNACCEPTABLE.matcher(text);
        if (bad.find()) {
            throw new PartDroppedException(
                    "character U+%04X is not allowed in YAML".formatted(text.codePointAt(bad.start())));
        }
        if (OTHER_BREAK.matcher(text).find()) {
            throw new NotJudgedException("the line breaks U+2028 and U+2029 of YAML 1.1 are not understood here");
        }
        String withoutMark = text.startsWith("\ufeff") ? text.substring(1) : text;
        return LINE_BREAK.matcher(withoutMark).replaceAll("\n");
    }
}
