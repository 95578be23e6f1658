package io.amibuilder.lint;

import java.util.function.UnaryOperator;

/** Where the characters of a string stand in the file: exactly when the file has them as they are, else where it begins. */
final class TextIn {
    private TextIn() {}

    static UnaryOperator<Position> of(SourceText source, YamlScalar scalar) {
        return switch (scalar.style()) {
            case LITERAL -> literal(source, scalar);
            case PLAIN -> verbatim(source, scalar, scalar.start());
            case SINGLE_QUOTED, DOUBLE_QUOTED -> verbatim(source, scalar, scalar.start() + 1);
            default -> position -> scalar.at();
        };
    }

    private static UnaryOperator<Position> literal(SourceText source, YamlScalar scalar) {
        int index = lineAfter(source, scalar.start());
        int first = index;
        while (index < scalar.end() && isBlankLine(source, index)) {
            index = lineAfter(source, index);
        }
        int indent = 0;
        while (source.at(index + indent) == ' ') {
            indent++;
        }
        String firstText = scalar.value()
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
        int own = firstText.length() - firstText.stripLeading().length(); // with an indentation indicator
        int shift = Math.max(0, indent - own);
        int line = source.position(first).line();
        return position -> new Position(line + position.line() - 1, shift + position.column());
    }

    private static UnaryOperator<Position> verbatim(SourceText source, YamlScalar scalar, int start) {
        String value = scalar.value();
        int length = value.codePointCount(0, value.length());
        if (!source.slice(start, start + length).equals(value) || value.contains("\n")) {
            return position -> scalar.at();
        }
        Position first = source.position(start);
        return position -> new Position(first.line(), first.column() + position.column() - 1);
    }

    private static int lineAfter(SourceText source, int index) {
        int i = index;
        while (i < source.length() && source.at(i) != '\n' && source.at(i) != '\r') {
            i++;
        }
        return source.at(i) == '\r' && source.at(i + 1) == '\n' ? i + 2 : i + 1;
    }

    private static boolean isBlankLine(SourceText source, int index) {
        int i = index;
        while (source.at(i) == ' ') {
            i++;
        }
        return source.at(i) == '\n' || source.at(i) == '\r';
    }
}
