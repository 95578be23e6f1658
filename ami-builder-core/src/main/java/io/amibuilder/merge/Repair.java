package io.amibuilder.merge;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Rewrites what is right to PyYAML and an error to the parser. */
final class Repair {
    private Repair() {}

    /** The text without the cause of this error, or empty when it is an error to PyYAML too. */
    static Optional<String> of(String source, MarkedYamlEngineException error) {
        int place = error.getProblemMark()
                .map(mark -> source.offsetByCodePoints(0, mark.getIndex()))
                .orElse(source.length());
        if (place >= source.length()) {
            return Optional.empty();
        }
        char c = source.charAt(place);
        if (c == '-' && place + 1 < source.length() && ",[]{}".indexOf(source.charAt(place + 1)) >= 0) {
            // a lone '-' inside [], as in [tar, x, -]
            return Optional.of(replaced(source, place, "\"-\""));
        } else if (error.getProblem().startsWith("found unknown escape character") && (c == 'L' || c == 'P')) {
            // the line and the paragraph separator, "\L" and "\P" in YAML 1.1
            return Optional.of(replaced(source, place, c == 'L' ? "u2028" : "u2029"));
        }
        return Optional.empty();
    }

    private static String replaced(String source, int place, String by) {
        return source.substring(0, place) + by + source.substring(place + 1);
    }
}
