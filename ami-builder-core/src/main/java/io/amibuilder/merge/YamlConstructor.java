package io.amibuilder.merge;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nodes to values, as PyYAML's SafeConstructor makes them; one node (an anchor) makes one value. */
final class YamlConstructor {
    private final IdentityHashMap<YamlNode, @Nullable Object> done = new IdentityHashMap<>();
    private final IdentityHashMap<YamlNode, Boolean> underWay = new IdentityHashMap<>();

    @Nullable
    Object construct(YamlNode node) {
        if (done.containsKey(node)) {
            return done.get(node);
        }
        if (underWay.put(node, true) != null) {
            throw new NotJudgedException("an alias inside its own anchor is not understood here");
        }
        Object value = make(node);
        underWay.remove(node);
        done.put(node, value);
        return value;
    }

    private @Nullable Object make(YamlNode node) {
        String tag = node.tag.startsWith(YamlNode.PREFIX) ? node.tag.substring(YamlNode.PREFIX.length()) : node.tag;
        return switch (tag) {
            case "null" -> {
                scalar(node);
                yield null;
            }
            case "str", "python/unicode" -> scalar(node);
            case "bool" -> ScalarValues.bool(scalar(node));
            case "int" -> ScalarValues.integer(scalar(node));
            case "float" -> ScalarValues.floating(scalar(node));
            case "binary" -> LenientBase64.decode(scalar(node));
            case "timestamp" -> {
                scalar(node);
                yield Timestamps.of(node.text);
            }
            case "seq" -> sequence(node);
            case "map" -> mapping(node);
            case "set" -> set(node);
            case "omap", "pairs" -> pairs(node);
            default -> throw new PartDroppedException("YAML tag '" + node.tag + "' is unknown to cloud-init");
        };
    }

    private static String scalar(YamlNode node) {
        if (node.kind == YamlNode.Kind.MAPPING) {
            for (YamlNode.Pair pair : node.pairs) {
                if (pair.key().has("value")) {
                    return scalar(pair.value());
                }
            }
        }
        return require(node, YamlNode.Kind.SCALAR).text;
    }

    private static YamlNode require(YamlNode node, YamlNode.Kind kind) {
        if (node.kind != kind) {
            throw new PartDroppedException("YAML tag '" + node.tag + "' does not go with a "
                    + node.kind.name().toLowerCase(Locale.ROOT));
        }
        return node;
    }

    private List<@Nullable Object> sequence(YamlNode node) {
        List<@Nullable Object> list = new ArrayList<>();
        require(node, YamlNode.Kind.SEQUENCE).items.forEach(item -> list.add(construct(item)));
        return list;
    }

    private PyDict mapping(YamlNode node) {
        MergeKeys.flatten(require(node, YamlNode.Kind.MAPPING));
        PyDict dict = new PyDict();
        for (YamlNode.Pair pair : node.pairs) {
            Object key = construct(pair.key());
            if (key instanceof PyDict || key instanceof List || key instanceof Set) {
                throw new PartDroppedException("a YAML collection cannot be a key");
            }
            dict.put(key, construct(pair.value()));
        }
        return dict;
    }

    private Set<@Nullable Object> set(YamlNode node) {
        Set<@Nullable Object> set = new LinkedHashSet<>();
        mapping(node).items().forEach(item -> set.add(item.key()));
        return set;
    }

    private List<@Nullable Object> pairs(YamlNode node) {
        List<@Nullable Object> list = new ArrayList<>();
        for (YamlNode item : require(node, YamlNode.Kind.SEQUENCE).items) {
            if (require(item, YamlNode.Kind.MAPPING).pairs.size() != 1) {
                throw new PartDroppedException("an ordered map must consist of single pairs");
            }
            List<@Nullable Object> pair = new ArrayList<>();
            pair.add(construct(item.pairs.get(0).key()));
            pair.add(construct(item.pairs.get(0).value()));
            list.add(new PyTuple(pair));
        }
        return list;
    }
}
