package io.amibuilder.lint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A mapping as it was written: with duplicate keys, and merges not yet carried out. Compared by identity. */
final class YamlMap implements YamlNode {
    private static final int MAX_MERGE_DEPTH = 6; // a merge may name its own mapping, or aliases that multiply

    /** One key with its value. */
    record Entry(YamlNode key, YamlNode value) {
        /** The key when it is text. */
        Optional<String> name() {
            return key instanceof YamlScalar scalar && scalar.isString()
                    ? Optional.of(scalar.value())
                    : Optional.empty();
        }

        boolean isMerge() {
            return key instanceof YamlScalar scalar && scalar.isPlain() && scalar.kind() == Yaml11.Kind.MERGE;
        }
    }

    private final Position at;
    private final Optional<String> tag;
    private final List<Entry> entries = new ArrayList<>();

    YamlMap(Position at, Optional<String> tag) {
        this.at = at;
        this.tag = tag;
    }

    /** For the reader only. */
    void add(Entry entry) {
        entries.add(entry);
    }

    List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    boolean has(String key) {
        return get(key).isPresent();
    }

    /** The value of a key as Python sees it: the last one written, else a merged one. */
    Optional<YamlNode> get(String key) {
        return entry(key).map(Entry::value);
    }

    /** The entry of a key, found as {@link #get} does. */
    Optional<Entry> entry(String key) {
        return entry(key, MAX_MERGE_DEPTH);
    }

    private Optional<Entry> entry(String key, int depth) {
        Optional<Entry> last = entries.stream()
                .filter(entry -> entry.name().filter(key::equals).isPresent())
                .reduce((first, second) -> second);
        return last.isPresent() || depth == 0
                ? last
                : entries.stream()
                        .filter(Entry::isMerge)
                        .flatMap(entry -> merged(entry.value()).stream())
                        .flatMap(map -> map.entry(key, depth - 1).stream())
                        .findFirst();
    }

    private static List<YamlMap> merged(YamlNode value) {
        if (value instanceof YamlMap map) {
            return List.of(map);
        }
        List<YamlMap> maps = new ArrayList<>();
        if (value instanceof YamlList list) {
            for (YamlNode item : list.items()) {
                if (item instanceof YamlMap map) {
                    maps.add(map);
                }
            }
        }
        return maps;
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
        return "a mapping";
    }
}
