package io.amibuilder.lint;

import java.util.Optional;
import java.util.Set;

/** JSON patches (RFC 6902). JSON is YAML, so that the same reader does. */
final class JsonPatchRules {
    private static final String HEADER = "#cloud-config-jsonp";
    private static final Set<String> OPERATIONS = Set.of("add", "remove", "replace", "move", "copy", "test");

    private JsonPatchRules() {}

    static void check(String text, Report report) {
        int start = text.length() - text.stripLeading().length();
        boolean headed = text.regionMatches(true, start, HEADER, 0, HEADER.length()); // in an archive the type says it
        String body = headed ? " ".repeat(HEADER.length()) + text.substring(start + HEADER.length()) : text;
        SourceText source = new SourceText(body);
        Optional<YamlNode> root =
                YamlReader.read(body.replace('\t', ' '), source, report).root();
        if (root.isEmpty()) {
            return;
        }
        if (!(root.get() instanceof YamlList list)) {
            refuse(
                    root.get(),
                    "a JSON patch must be a list, but is " + root.get().described(),
                    report);
            return;
        }
        for (YamlNode item : list.items()) {
            checkOperation(item, report);
        }
    }

    private static void checkOperation(YamlNode item, Report report) {
        if (!(item instanceof YamlMap map)) {
            refuse(item, "an operation must be a mapping, but is " + item.described(), report);
            return;
        }
        String operation = text(map, "op");
        if (!OPERATIONS.contains(operation)) {
            refuse(map, "an operation has 'op' '" + operation + "'", report);
        } else if (!map.has("path")) {
            refuse(map, "an operation has no 'path'", report);
        } else if (Set.of("add", "replace", "test").contains(operation) && !map.has("value")) {
            refuse(map, "'" + operation + "' has no 'value'", report);
        } else if (Set.of("move", "copy").contains(operation) && !map.has("from")) {
            refuse(map, "'" + operation + "' has no 'from'", report);
        }
    }

    private static String text(YamlMap map, String key) {
        return map.get(key)
                .filter(YamlScalar.class::isInstance)
                .map(node -> ((YamlScalar) node).value())
                .orElse("");
    }

    private static void refuse(YamlNode node, String what, Report report) {
        report.add(
                LintCode.JSON_PATCH_SHAPE,
                node.at(),
                what + ", and cloud-init drops the whole patch",
                "Write a list of operations with 'op', 'path' and what else they need (RFC 6902)");
    }
}
