package io.amibuilder.lint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A sequence. Compared by identity, because it may contain itself. */
final class YamlList implements YamlNode {
    private final Position at;
    private final Optional<String> tag;
    private final List<YamlNode> items = new ArrayList<>();

    YamlList(Position at, Optional<String> tag) {
        this.at = at;
        this.tag = tag;
    }

    /** For the reader only. */
    void add(YamlNode item) {
        items.add(item);
    }

    List<YamlNode> items() {
        return Collections.unmodifiableList(items);
    }

    @Override
    public Position at() {
        return at;
    }

    @Override
    public Optional<String> tag() {
        return tag;
    }

    @Override
    public String described() {
        return "a list";
    }
}
