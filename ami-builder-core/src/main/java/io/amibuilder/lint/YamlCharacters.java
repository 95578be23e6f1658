package io.amibuilder.lint;

import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Characters that PyYAML refuses or takes for something else than our parser does. Source: {@code reader.py} and
 * {@code scanner.py} of PyYAML 6.0.
 */
final class YamlCharacters {
    private static final Set<Integer> LINE_BREAKS = Set.of(0x85, 0x2028, 0x2029);
    private static final Set<Integer> INVISIBLE = Set.of(0xA0, 0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0x202F, 0xFEFF);

    private YamlCharacters() {}

    /** What can be said before reading; whether PyYAML gets beyond its reader. */
    static boolean check(SourceText source, Report report) {
        boolean readable = true;
        for (int i = 0; i < source.length(); i++) {
            int c = source.at(i);
            if (LINE_BREAKS.contains(c)) {
                report.add(
                        LintCode.YAML_LINE_BREAK,
                        source.position(i),
                        "%s is the end of a line for cloud-init".formatted(name(c)),
                        "Write it as %s in double quotes, or remove it".formatted(escape(c)));
            } else if (!isAllowed(c)) {
                readable = false;
                report.add(
                        LintCode.YAML_CHARACTER,
                        source.position(i),
                        "the character %s is not allowed in YAML 1.1, and cloud-init drops the part".formatted(name(c)),
                        "Write it as %s in double quotes, or remove it".formatted(escape(c)));
            }
        }
        return readable;
    }

    /** What depends on where strings and comments are. */
    static void checkOutsideStrings(SourceText source, List<YamlScalar> scalars, Report report) {
        Exempt exempt = new Exempt(source, scalars);
        for (int i = 0; i < source.length(); i++) {
            int c = source.at(i);
            boolean invisible = INVISIBLE.contains(c);
            if ((c != '\t' && !invisible) || exempt.contains(i)) {
                continue;
            }
            if (invisible) {
                report.add(
                        LintCode.YAML_INVISIBLE,
                        source.position(i),
                        "the invisible character %s is part of a name or a value here, where it looks like a blank or nothing"
                                .formatted(name(c)),
                        "Replace it by a blank, or put the value into quotes");
            } else {
                refuseTab(source.position(i), report);
            }
        }
    }

    static void refuseTab(Position at, Report report) {
        report.add(
                LintCode.YAML_TAB,
                at,
                "a tab stands where YAML 1.1 allows blanks only, and cloud-init drops the part",
                "Use blanks");
    }

    /** PyYAML ends a plain text in brackets at every question mark, also in the middle of a word. */
    static void checkQuestionMarks(SourceText source, List<YamlScalar> scalars, Report report) {
        for (YamlScalar scalar : scalars) {
            for (int i = scalar.start(); scalar.inBrackets() && isPlain(scalar) && i < scalar.end(); i++) {
                if (source.at(i) == '?') {
                    report.add(
                            LintCode.YAML_QUESTION_MARK,
                            source.position(i),
                            i == scalar.start()
                                    ? "in YAML 1.1 this '?' says that a key follows, and is not part of the text"
                                    : "in YAML 1.1 this '?' ends the text in brackets, and cloud-init drops the part",
                            "Put the text into quotes");
                    break;
                }
            }
        }
    }

    private static boolean isPlain(YamlScalar scalar) {
        return scalar.style() == ScalarStyle.PLAIN;
    }

    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c <= '~')
                || (c >= 0xA0 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c > 0xFFFF;
    }

    private static String name(int c) {
        return "U+%04X".formatted(c);
    }

    private static String escape(int c) {
        return c <= 0xFF ? "\\x%02X".formatted(c) : "\\u%04X".formatted(c);
    }

    /** The places in quoted and block scalars, and in comments, where a tab is an ordinary character. */
    private static final class Exempt {
        private final SourceText source;
        private final List<YamlScalar> strings;
        private int next;

        Exempt(SourceText source, List<YamlScalar> scalars) {
            this.source = source;
            this.strings = scalars.stream()
                    .filter(scalar -> scalar.style() != ScalarStyle.PLAIN)
                    .toList();
        }

        /** Asked in rising order only. */
        boolean contains(int index) {
            while (next < strings.size() && strings.get(next).end() <= index) {
                next++;
            }
            return inString(index) || inComment(index);
        }

        private boolean inString(int index) {
            if (next == strings.size() || strings.get(next).start() > index) {
                return false;
            }
            YamlScalar string = strings.get(next);
            return !string.isBlock() || source.lineStart(index) > string.start(); // not in the line of its '|'
        }

        private boolean inComment(int index) {
            int start = source.lineStart(index);
            int stringEnd = next == 0 ? 0 : strings.get(next - 1).end();
            for (int i = Math.max(start, stringEnd); i < index; i++) {
                if (source.at(i) == '#' && (i == start || isBlank(source.at(i - 1)))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isBlank(int c) {
            return c == ' ' || c == '\t';
        }
    }
}
