package io.amibuilder.lint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads the structure of a YAML text, without recursion, and reports where that cannot be read. */
final class YamlReader {
    private final String text;
    private final SourceText source;
    private final Report report;
    private final Deque<YamlNode> open = new ArrayDeque<>();
    private final Deque<Optional<YamlNode>> keys = new ArrayDeque<>();
    private final Map<Anchor, YamlNode> anchors = new HashMap<>();
    private final Set<YamlNode> flow = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<YamlScalar> scalars = new ArrayList<>();
    private @Nullable YamlNode root;
    private Position last = Position.START;

    private YamlReader(String text, SourceText source, Report report) {
        this.text = text;
        this.source = source;
        this.report = report;
    }

    /**
     * What a text contains.
     *
     * @param root the document; empty when there is none, or when it cannot be read
     * @param scalars all of its scalars in the order of their places; those before the mistake when it cannot be read
     * @param valid whether it could be read
     */
    record Document(Optional<YamlNode> root, List<YamlScalar> scalars, boolean valid) {}

    static Document read(String text, SourceText source, Report report) {
        YamlReader reader = new YamlReader(text, source, report);
        boolean valid = reader.readAll();
        return new Document(Optional.ofNullable(reader.root).filter(root -> valid), reader.scalars, valid);
    }

    private boolean readAll() {
        LoadSettings settings = // PyYAML has no limit on the size
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        try {
            Parser parser = new ParserImpl(settings, new StreamReader(settings, text));
            int documents = 0;
            while (parser.hasNext()) {
                Event event = parser.next();
                if (event instanceof DocumentStartEvent && ++documents > 1) {
                    report.add(
                            LintCode.YAML_DOCUMENTS,
                            position(event.getStartMark()),
                            "a second document begins, and cloud-init drops a part that has more than one",
                            "Put it into a file of its own, or remove the '---'");
                    return false;
                }
                last = position(event.getEndMark());
                if (!accept(event)) {
                    return false;
                }
            }
            return true;
        } catch (MarkedYamlEngineException e) {
            return refuse(position(e.getProblemMark()), String.valueOf(e.getProblem()));
        } catch (YamlEngineException e) {
            return refuse(Position.START, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) { // of the engine, at an escape with no digits or too many
            return refuse(last, "an escape in the value after this place cannot be read");
        }
    }

    private boolean refuse(Position position, String problem) {
        if (problem.contains("TAB")) {
            YamlCharacters.refuseTab(position, report);
        } else {
            report.add(
                    LintCode.YAML_SYNTAX,
                    position,
                    "this is not YAML (" + problem + "), and cloud-init drops the part",
                    "Correct it there, or in the line before");
        }
        return false;
    }

    private boolean accept(Event event) {
        if (event instanceof CollectionEndEvent) {
            open.pop();
            keys.pop();
            return true;
        }
        if (event instanceof AliasEvent alias) {
            return resolve(alias);
        }
        if (event instanceof ScalarEvent scalar) {
            YamlScalar node = new YamlScalar(
                    position(event.getStartMark()),
                    tag(scalar.getTag()),
                    scalar.getValue(),
                    scalar.getScalarStyle(),
                    index(event.getStartMark()),
                    index(event.getEndMark()),
                    flow.contains(open.peek()));
            scalars.add(node);
            place(node, scalar);
        }
        if (event instanceof CollectionStartEvent start) {
            Position at = position(event.getStartMark());
            YamlNode node = event instanceof MappingStartEvent
                    ? new YamlMap(at, tag(start.getTag()))
                    : new YamlList(at, tag(start.getTag()));
            place(node, start);
            if (start.isFlow()) {
                flow.add(node);
            }
            open.push(node);
            keys.push(Optional.empty());
        }
        return true;
    }

    private boolean resolve(AliasEvent alias) {
        YamlNode target = anchors.get(alias.getAlias());
        if (target == null) {
            report.add(
                    LintCode.YAML_ANCHOR,
                    position(alias.getStartMark()),
                    "the alias '*" + alias.getAlias() + "' has no anchor before it, and cloud-init drops the part",
                    "Define '&" + alias.getAlias() + "' above, or quote the text");
            return false;
        }
        attach(target);
        return true;
    }

    private void place(YamlNode node, NodeEvent event) {
        attach(node);
        Optional<Anchor> anchor = event.getAnchor();
        if (anchor.isEmpty()) {
            return;
        }
        String name = anchor.get().getValue();
        if (!name.matches("[A-Za-z0-9_-]+")) {
            report.add(
                    LintCode.YAML_ANCHOR,
                    node.at(),
                    "the anchor '&" + name + "' has a character that YAML 1.1 does not allow in it, and cloud-init"
                            + " drops the part",
                    "Use letters, digits, '-' and '_'");
        } else if (anchors.put(anchor.get(), node) != null) {
            report.add(
                    LintCode.YAML_ANCHOR,
                    node.at(),
                    "the anchor '&" + name + "' is defined twice, and cloud-init drops the part",
                    "Give it another name");
        }
        anchors.put(anchor.get(), node);
    }

    private void attach(YamlNode node) {
        YamlNode parent = open.peek();
        if (parent == null) {
            root = node;
        } else if (parent instanceof YamlList list) {
            list.add(node);
        } else if (parent instanceof YamlMap map) {
            Optional<YamlNode> key = keys.pop();
            key.ifPresent(known -> map.add(new YamlMap.Entry(known, node)));
            keys.push(key.isPresent() ? Optional.empty() : Optional.of(node));
        }
    }

    private static Optional<String> tag(Optional<String> tag) {
        return tag.filter(name -> !name.equals("!")); // the mark of "no tag": PyYAML then decides by the text
    }

    private int index(Optional<Mark> mark) {
        return mark.map(Mark::getIndex).orElse(0);
    }

    private Position position(Optional<Mark> mark) {
        return source.position(index(mark));
    }
}
