package io.amibuilder.lint;

import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Escapes of half a character, as JSON writers make them. PyYAML takes each half for a character, and what contains it can
 * be written to no file; our parser joins them, so that only the source shows it.
 */
final class Surrogates {
    private Surrogates() {}

    static void check(SourceText source, List<YamlScalar> scalars, Report report) {
        for (YamlScalar scalar : scalars) {
            if (scalar.style() == ScalarStyle.DOUBLE_QUOTED) {
                check(source, scalar, report);
            }
        }
    }

    private static void check(SourceText source, YamlScalar scalar, Report report) {
        int i = scalar.start();
        while (i < scalar.end()) {
            if (source.at(i) != '\\') {
                i++;
                continue;
            }
            if (isHalf(source, i)) {
                report.add(
                        LintCode.YAML_SURROGATE,
                        source.position(i),
                        "'" + source.slice(i, i + 6)
                                + "' is half a character for cloud-init, which cannot write such a text",
                        "Write the character itself, or one escape with 8 digits as in \"\\U0001F600\"");
                return;
            }
            i += 2; // what is escaped begins no escape
        }
    }

    private static boolean isHalf(SourceText source, int index) {
        return source.slice(index, index + 6).matches("\\\\u[dD][89a-fA-F][0-9a-fA-F]{2}");
    }
}
