package io.amibuilder.merge;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Plain text inside {@code []} or <code>{}</code> that PyYAML reads as indicators: there, '?' ends plain text wherever it
 * stands, and neither '?' nor ':' can begin it (scan_plain, check_key and check_value in scanner.py).
 *
 * @param keyAt the first '?', in code points, that is the beginning of plain text
 */
record FlowIndicators(OptionalInt keyAt) {
    static FlowIndicators in(List<Event> events, String source) {
        Deque<Boolean> flow = new ArrayDeque<>();
        for (Event event : events) {
            if (event instanceof CollectionStartEvent start) {
                flow.push(start.isFlow());
            } else if (event instanceof CollectionEndEvent) {
                flow.pop();
            } else if (event instanceof ScalarEvent scalar
                    && scalar.isPlain()
                    && !flow.isEmpty()
                    && flow.peek()
                    && !scalar.getValue().isEmpty()) {
                if (scalar.getValue().startsWith("?")) {
                    return new FlowIndicators(
                            OptionalInt.of(scalar.getStartMark().orElseThrow().getIndex()));
                }
                check(scalar.getValue());
            }
        }
        return new FlowIndicators(OptionalInt.empty());
    }

    private static void check(String plain) {
        if (plain.startsWith(":") || plain.contains("?")) {
            throw new PartDroppedException("not YAML: '" + plain + "' must be quoted inside [] and {}");
        }
    }
}
