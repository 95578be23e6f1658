package io.amibuilder.merge;

import java.util.ArrayList;
import java.util.List;

/** A node of a YAML document with its resolved tag. Mappings change while their merge keys are resolved. */
final class YamlNode {
    enum Kind {
        SCALAR,
        SEQUENCE,
        MAPPING
    }

    record Pair(YamlNode key, YamlNode value) {}

    static final String PREFIX = "tag:yaml.org,2002:";

    final Kind kind;
    final String text;
    final List<YamlNode> items = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    String tag;

    YamlNode(Kind kind, String tag, String text) {
        this.kind = kind;
        this.tag = tag;
        this.text = text;
    }

    boolean has(String shortTag) {
        return tag.equals(PREFIX + shortTag);
    }
}
