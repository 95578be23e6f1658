package io.amibuilder.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The parser's events of the only document. Where YAML 1.2 is more generous than PyYAML, PyYAML is followed. */
final class YamlEvents {
    private YamlEvents() {}

    static List<Event> of(String text) {
        String source = SourceText.prepare(text);
        while (true) {
            List<Event> events;
            try {
                events = parse(source);
            } catch (MarkedYamlEngineException e) {
                source = Repair.of(source, e)
                        .orElseThrow(() ->
                                new PartDroppedException("not YAML: " + e.getProblem() + line(e.getProblemMark())));
                continue;
            } catch (YamlEngineException | IllegalArgumentException e) {
                throw new PartDroppedException("not YAML: " + e.getMessage());
            }
            FlowIndicators flow = FlowIndicators.in(events, source);
            if (flow.keyAt().isEmpty()) {
                Tabs.check(events, source);
                return events;
            }
            int place = source.offsetByCodePoints(0, flow.keyAt().getAsInt());
            // to PyYAML every '?' that begins something in [] or {} announces a key
            source = source.substring(0, place) + "? " + source.substring(place + 1);
        }
    }

    private static List<Event> parse(String source) {
        // PyYAML has no limit on the size
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        List<Event> events = new ArrayList<>();
        int documents = 0;
        Parser parser = new ParserImpl(settings, new StreamReader(settings, source));
        while (parser.hasNext()) {
            Event event = parser.next();
            if (event instanceof DocumentStartEvent && ++documents > 1) {
                throw new PartDroppedException("a second YAML document begins" + line(event.getStartMark()));
            }
            events.add(event instanceof ScalarEvent scalar ? LastLine.asItIs(scalar, source) : event);
        }
        return events;
    }

    private static String line(Optional<Mark> mark) {
        return mark.map(m -> ", in line " + (m.getLine() + 1)).orElse("");
    }
}
