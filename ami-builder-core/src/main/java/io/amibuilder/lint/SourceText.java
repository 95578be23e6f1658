package io.amibuilder.lint;

import java.util.Arrays;

/** A text with the positions of its code points. Lines end as YAML's do: LF, CR LF, or CR. */
final class SourceText {
    private final int[] codePoints;
    private final int[] lineStarts;

    SourceText(String text) {
        codePoints = text.codePoints().toArray();
        int[] starts = new int[codePoints.length + 1];
        int lines = 1;
        for (int i = 0; i < codePoints.length; i++) {
            boolean ends = codePoints[i] == '\n' || (codePoints[i] == '\r' && at(i + 1) != '\n');
            if (ends) {
                starts[lines++] = i + 1;
            }
        }
        lineStarts = Arrays.copyOf(starts, lines);
    }

    int length() {
        return codePoints.length;
    }

    /** The code point at an index, or -1 outside. */
    int at(int index) {
        return index >= 0 && index < codePoints.length ? codePoints[index] : -1;
    }

    /** The position of an index, which counts code points from 0. */
    Position position(int index) {
        int found = Arrays.binarySearch(lineStarts, index);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line + 1, index - lineStarts[line] + 1);
    }

    /** The index at which the line of another index begins. */
    int lineStart(int index) {
        return index - position(index).column() + 1;
    }

    /** The text from one index to before another. */
    String slice(int from, int to) {
        int end = Math.min(to, codePoints.length);
        return from >= end ? "" : new String(codePoints, from, end - from);
    }
}
