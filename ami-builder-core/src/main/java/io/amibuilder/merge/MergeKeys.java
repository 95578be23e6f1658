package io.amibuilder.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;

/** The {@code <<} keys of a mapping, as flatten_mapping in PyYAML's constructor.py resolves them. */
final class MergeKeys {
    private final IdentityHashMap<YamlNode, Boolean> underWay = new IdentityHashMap<>();

    private MergeKeys() {}

    static void flatten(YamlNode mapping) {
        new MergeKeys().resolve(mapping);
    }

    private void resolve(YamlNode mapping) {
        if (underWay.put(mapping, true) != null) {
            throw new PartDroppedException("a mapping is merged into itself");
        }
        List<YamlNode.Pair> merged = new ArrayList<>();
        List<YamlNode.Pair> own = new ArrayList<>();
        for (YamlNode.Pair pair : mapping.pairs) {
            if (pair.key().has("merge")) {
                merged.addAll(pairsOf(pair.value()));
            } else {
                if (pair.key().has("value")) {
                    pair.key().tag = YamlNode.PREFIX + "str";
                }
                own.add(pair);
            }
        }
        merged.addAll(own);
        mapping.pairs = merged;
        underWay.remove(mapping);
    }

    private List<YamlNode.Pair> pairsOf(YamlNode value) {
        if (value.kind == YamlNode.Kind.MAPPING) {
            resolve(value);
            return value.pairs;
        } else if (value.kind == YamlNode.Kind.SCALAR) {
            throw new PartDroppedException("'<<' needs a mapping or a list of mappings");
        }
        List<List<YamlNode.Pair>> each = new ArrayList<>();
        for (YamlNode item : value.items) {
            if (item.kind != YamlNode.Kind.MAPPING) {
                throw new PartDroppedException("'<<' needs a mapping or a list of mappings");
            }
            resolve(item);
            each.add(item.pairs);
        }
        Collections.reverse(each); // the first one wins, so it comes last
        return each.stream().flatMap(List::stream).toList();
    }
}
