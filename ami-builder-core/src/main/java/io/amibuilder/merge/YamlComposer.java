package io.amibuilder.merge;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Events to nodes, as PyYAML's composer.py does it: an anchor must be defined before it is used, and only once. */
final class YamlComposer {
    /** Beyond it Python's recursion limit of 1,000 frames is reached, two for each level and some for cloud-init. */
    private static final int MAX_DEPTH = 475;

    private static final Pattern ANCHOR = Pattern.compile("[0-9A-Za-z_-]+");

    private static final Pattern STRANGE_ANCHOR = Pattern.compile("[0-9A-Za-z_-]+[?:,\\]}%@`]");

    private final Iterator<Event> events;
    private final Map<String, YamlNode> anchors = new HashMap<>();

    YamlComposer(List<Event> events) {
        this.events = events.stream()
                .filter(event -> event instanceof NodeEvent || event instanceof CollectionEndEvent)
                .iterator();
    }

    /** The root, or empty when there is no document. */
    Optional<YamlNode> root() {
        return events.hasNext() ? Optional.of(compose(events.next(), 1)) : Optional.empty();
    }

    private YamlNode compose(Event event, int depth) {
        if (depth > MAX_DEPTH) {
            throw new PartDroppedException("nested deeper than Python's recursion limit allows");
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        Optional<String> anchor = ((NodeEvent) event).getAnchor().map(a -> a.getValue());
        anchor.ifPresent(this::check);
        if (event instanceof ScalarEvent scalar) {
            YamlNode node = new YamlNode(YamlNode.Kind.SCALAR, tag(scalar), scalar.getValue());
            anchor.ifPresent(name -> anchors.put(name, node));
            return node;
        }
        return collection((CollectionStartEvent) event, anchor, depth);
    }

    private YamlNode collection(CollectionStartEvent start, Optional<String> anchor, int depth) {
        boolean mapping = start instanceof MappingStartEvent;
        String tag = start.getTag().filter(t -> !t.equals("!")).orElse(YamlNode.PREFIX + (mapping ? "map" : "seq"));
        YamlNode node = new YamlNode(mapping ? YamlNode.Kind.MAPPING : YamlNode.Kind.SEQUENCE, tag, "");
        anchor.ifPresent(name -> anchors.put(name, node));
        for (Event event = events.next(); !(event instanceof CollectionEndEvent); event = events.next()) {
            YamlNode child = compose(event, depth + 1);
            if (mapping) {
                node.pairs.add(new YamlNode.Pair(child, compose(events.next(), depth + 1)));
            } else {
                node.items.add(child);
            }
        }
        return node;
    }

    private YamlNode aliased(AliasEvent alias) {
        String name = alias.getAlias().getValue();
        checkName(name);
        YamlNode node = anchors.get(name);
        if (node == null) {
            throw new PartDroppedException("not YAML: undefined alias '" + name + "'");
        }
        return node;
    }

    private void check(String name) {
        checkName(name);
        if (anchors.containsKey(name)) {
            throw new PartDroppedException("not YAML to PyYAML: duplicate anchor '" + name + "'");
        }
    }

    private static void checkName(String name) {
        if (STRANGE_ANCHOR.matcher(name).lookingAt()) {
            throw new NotJudgedException("PyYAML ends the name of the anchor '" + name + "' earlier");
        } else if (!ANCHOR.matcher(name).matches()) {
            throw new PartDroppedException("not YAML to PyYAML: '" + name + "' is not a name for an anchor");
        }
    }

    private static String tag(ScalarEvent scalar) {
        Optional<String> tag = scalar.getTag();
        if (tag.isEmpty() ? scalar.isPlain() : tag.get().equals("!")) {
            return ScalarResolver.tag(scalar.getValue());
        }
        return tag.orElse(YamlNode.PREFIX + "str");
    }
}
