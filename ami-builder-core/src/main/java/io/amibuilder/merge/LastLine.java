package io.amibuilder.merge;

import org.snakeyaml.engine.v2.events.ScalarEvent;

/** A block scalar that ends with the text, without a line break, has none to PyYAML; the parser gives it one. */
final class LastLine {
    private LastLine() {}

    static ScalarEvent asItIs(ScalarEvent scalar, String source) {
        String value = scalar.getValue();
        boolean block = scalar.isLiteral() || scalar.isFolded();
        if (!block || !value.endsWith("\n") || source.endsWith("\n") || !isLast(scalar, source)) {
            return scalar;
        }
        boolean blank = source.substring(source.lastIndexOf('\n') + 1).chars().allMatch(c -> c == ' ');
        if (blank && !value.endsWith(" \n")) {
            return scalar;
        }
        return new ScalarEvent(
                scalar.getAnchor(),
                scalar.getTag(),
                scalar.getImplicit(),
                value.substring(0, value.length() - 1),
                scalar.getScalarStyle(),
                scalar.getStartMark(),
                scalar.getEndMark());
    }

    private static boolean isLast(ScalarEvent scalar, String source) {
        return scalar.getEndMark().orElseThrow().getIndex() == source.codePointCount(0, source.length());
    }
}
