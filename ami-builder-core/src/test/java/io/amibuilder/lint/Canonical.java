package io.amibuilder.lint;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the linter reads, in the form in which cloud_init.py writes what PyYAML reads. */
final class Canonical {
    private static final int MAX_DEPTH = 50;

    private Canonical() {}

    static Optional<String> of(String yaml) {
        Report nobody = Report.of("", Set.of());
        YamlReader.Document document = YamlReader.read(yaml, new SourceText(yaml), nobody);
        return document.valid()
                ? Optional.of(document.root().map(root -> of(root, 0)).orElse("None"))
                : Optional.empty();
    }

    private static String of(YamlNode node, int depth) {
        if (depth > MAX_DEPTH) {
            return "...";
        }
        if (node instanceof YamlMap map) {
            return map.entries().stream()
                    .map(entry -> of(entry.key(), depth + 1) + ":" + of(entry.value(), depth + 1))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node instanceof YamlList list) {
            return list.items().stream().map(item -> of(item, depth + 1)).collect(Collectors.joining(",", "[", "]"));
        }
        return of((YamlScalar) node);
    }

    private static String of(YamlScalar scalar) {
        if (scalar.isBinary()) {
            return "bytes";
        }
        return switch (scalar.kind()) {
            case STRING, MERGE, VALUE -> "'" + scalar.value() + "'";
            case FLOAT -> "float";
            case TIMESTAMP -> scalar.value().length() == 10 ? "date" : "datetime";
            case INTEGER, BOOLEAN, NULL -> Yaml11.shown(scalar.value());
        };
    }
}
