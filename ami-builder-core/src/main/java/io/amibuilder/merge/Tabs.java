package io.amibuilder.merge;

import java.util.BitSet;
import java.util.List;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** PyYAML accepts a tab only in quotes, in the lines of a block scalar and in comments. */
final class Tabs {
    private Tabs() {}

    static void check(List<Event> events, String source) {
        if (source.indexOf('\t') < 0) {
            return;
        }
        int[] text = source.codePoints().toArray();
        BitSet plain = new BitSet(text.length);
        BitSet free = new BitSet(text.length);
        for (Event event : events) {
            if (event instanceof ScalarEvent scalar && scalar.getStartMark().isPresent()) {
                int start = scalar.getStartMark().orElseThrow().getIndex();
                int end = scalar.getEndMark().orElseThrow().getIndex();
                if (scalar.isPlain()) {
                    plain.set(start, end);
                } else {
                    // the line with '|' or '>' is not yet text
                    free.set(scalar.isLiteral() || scalar.isFolded() ? lineEnd(text, start) : start, end);
                }
            }
        }
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\t' && !free.get(i) && !inComment(text, i, plain, free)) {
                throw new PartDroppedException("not YAML: a tab outside of quotes, in line "
                        + (1
                                + source.codePoints()
                                        .limit(i)
                                        .filter(c -> c == '\n')
                                        .count()));
            }
        }
    }

    private static int lineEnd(int[] text, int start) {
        int end = start;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean inComment(int[] text, int tab, BitSet plain, BitSet free) {
        for (int i = tab; i >= 0 && text[i] != '\n'; i--) {
            if (plain.get(i) || free.get(i)) {
                return false;
            }
            if (text[i] == '#') {
                return true;
            }
        }
        return false;
    }
}
