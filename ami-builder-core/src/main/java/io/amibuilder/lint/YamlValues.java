package io.amibuilder.lint;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Values that PyYAML cannot make, or makes into something else than they look like; anywhere in a document. */
final class YamlValues {
    /** Where an octal number is what is meant. */
    private static final Set<String> MODES = Set.of("permissions", "mode", "umask");

    private static final Set<String> UNUSUAL = Set.of("set", "omap", "pairs", "timestamp");
    private static final String STANDARD = "tag:yaml.org,2002:";

    private final Report report;
    private final Deque<YamlNode> open = new ArrayDeque<>();
    private final Set<YamlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlValues(Report report) {
        this.report = report;
    }

    static void check(YamlNode root, Report report) {
        YamlValues values = new YamlValues(report);
        values.visit(root, Optional.empty());
        while (!values.open.isEmpty()) {
            YamlNode node = values.open.pop();
            if (node instanceof YamlMap map) {
                values.checkMap(map);
            } else if (node instanceof YamlList list) {
                values.checkList(list);
            }
        }
    }

    private void visit(YamlNode node, Optional<String> key) {
        if (!seen.add(node)) {
            return;
        }
        checkTag(node);
        if (node instanceof YamlScalar scalar) {
            checkScalar(scalar, key);
        } else {
            open.push(node);
        }
    }

    private void checkList(YamlList list) {
        for (YamlNode item : list.items()) {
            visit(item, Optional.empty());
            if (item instanceof YamlScalar scalar
                    && scalar.isPlain()
                    && scalar.kind() == Yaml11.Kind.BOOLEAN
                    && !scalar.value().toLowerCase(Locale.ROOT).matches("true|false")) {
                report.add(
                        LintCode.YAML11_BOOLEAN,
                        scalar.at(),
                        "'" + scalar.value() + "' is the truth value " + scalar.pythonText() + " in this list",
                        "Put it into quotes");
            }
        }
    }

    private void checkMap(YamlMap map) {
        Set<List<Object>> names = new HashSet<>();
        for (YamlMap.Entry entry : map.entries()) {
            if (entry.isMerge()) {
                checkMerge(entry.value());
            } else if (entry.key() instanceof YamlScalar key) {
                checkKey(key, names);
            } else {
                report.add(
                        LintCode.YAML_COLLECTION_KEY,
                        entry.key().at(),
                        entry.key().described() + " cannot be a key, and cloud-init drops the part",
                        "Put a text that begins with '{' or '[' into quotes; a template needs '## template: jinja' in its first line");
            }
            visit(entry.value(), entry.name());
        }
    }

    private void checkMerge(YamlNode value) {
        List<YamlNode> merged = value instanceof YamlList list ? list.items() : List.of(value);
        if (!merged.stream().allMatch(YamlMap.class::isInstance)) {
            report.add(
                    LintCode.YAML_INDICATOR,
                    value.at(),
                    "'<<' takes a mapping or a list of mappings, and cloud-init drops the part",
                    "Name the anchor of a mapping, as in '<<: *defaults', or quote the key");
        }
    }

    private void checkKey(YamlScalar key, Set<List<Object>> names) {
        checkTag(key);
        checkImpossible(key);
        Yaml11.Kind kind = key.isPlain() && key.kind() == Yaml11.Kind.VALUE ? Yaml11.Kind.STRING : key.kind();
        if (!names.add(List.of(kind, key.pythonText()))) {
            report.add(
                    LintCode.YAML_DUPLICATE_KEY,
                    key.at(),
                    "the key '" + key.shortened() + "' is there twice, and the last value silently wins",
                    "Put both values under one key");
        }
        if (key.isPlain()
                && kind != Yaml11.Kind.STRING
                && !Yaml11.isReadAsWritten(key.value())
                && !key.value().matches("0[0-7]")) { // as people number the commands of snap
            report.add(
                    LintCode.YAML11_KEY,
                    key.at(),
                    "the key '" + key.value() + "' is " + key.described() + ", not text",
                    "Put it into quotes");
        }
    }

    private void checkTag(YamlNode node) {
        if (node.tag().isEmpty()) {
            return;
        }
        String tag = node.tag().get();
        String name = tag.startsWith(STANDARD) ? tag.substring(STANDARD.length()) : "";
        if (!allowed(node).contains(name)) {
            report.add(
                    LintCode.YAML_TAG,
                    node.at(),
                    "cloud-init knows no tag '" + (name.isEmpty() ? tag : "!!" + name) + "' for "
                            + (node instanceof YamlScalar ? "a single value" : node.described())
                            + ", and drops the part",
                    "Remove it; a text that begins with '!' needs quotes");
        } else if (UNUSUAL.contains(name)) {
            report.add(
                    LintCode.YAML_COLLECTION_TAG,
                    node.at(),
                    "'!!" + name + "' makes a Python value that cloud-init's modules do not expect",
                    "Use a plain list, mapping or quoted text");
        }
    }

    private static List<String> allowed(YamlNode node) {
        if (node instanceof YamlScalar) {
            return List.of("null", "bool", "int", "float", "binary", "timestamp", "str");
        }
        return node instanceof YamlList ? List.of("seq", "omap", "pairs") : List.of("map", "set");
    }

    private void checkScalar(YamlScalar scalar, Optional<String> key) {
        checkImpossible(scalar);
        if (!scalar.isPlain()) {
            return;
        }
        String text = scalar.value();
        switch (scalar.kind()) {
            case MERGE, VALUE ->
                report.add(
                        LintCode.YAML_INDICATOR,
                        scalar.at(),
                        "'" + text + "' cannot be a value, and cloud-init drops the part",
                        "Put it into quotes");
            case INTEGER, FLOAT ->
                misreadNumber(text, key)
                        .ifPresent(why -> report.add(
                                LintCode.YAML11_NUMBER,
                                scalar.at(),
                                "'" + text + "' is " + why + ": the number " + scalar.pythonText(),
                                "Put it into quotes, or write the number as it is meant"));
            case TIMESTAMP -> {
                if (!Yaml11.isReadAsWritten(text) && !Yaml11.isImpossibleTime(text)) {
                    report.add(
                            LintCode.YAML11_NUMBER,
                            scalar.at(),
                            "'" + text + "' is a point in time, which is written back in another form",
                            "Put it into quotes");
                }
            }
            case STRING -> checkExponent(scalar, key);
            case BOOLEAN, NULL -> {}
        }
    }

    private static Optional<String> misreadNumber(String text, Optional<String> key) {
        if (Yaml11.isSexagesimal(text)) {
            return Optional.of("read to base 60");
        }
        if (Yaml11.isOctal(text) && key.filter(MODES::contains).isEmpty()) {
            return Optional.of("octal");
        }
        if (text.contains("_")) {
            return Optional.of("read without its underscores");
        }
        return text.matches("-?[0-9]+\\.[0-9]*[1-9]0+") ? Optional.of("no version") : Optional.empty();
    }

    private void checkExponent(YamlScalar scalar, Optional<String> key) {
        if (key.isPresent() && scalar.value().matches("[-+]?[0-9]+(\\.[0-9]*)?[eE][-+]?[0-9]{1,2}")) {
            report.add(
                    LintCode.YAML11_EXPONENT,
                    scalar.at(),
                    "'" + scalar.value() + "' is text in YAML 1.1, not a number",
                    "Write a number in full, or with a point and a sign as in 1.0e+3; put text into quotes");
        }
    }

    private void checkImpossible(YamlScalar scalar) {
        if (isImpossible(scalar)) {
            report.add(
                    LintCode.YAML_IMPOSSIBLE_VALUE,
                    scalar.at(),
                    "'" + scalar.shortened() + "' cannot be made into "
                            + scalar.tag()
                                    .map(tag -> "!!" + tag.substring(STANDARD.length()))
                                    .orElse(scalar.kind() == Yaml11.Kind.INTEGER ? "a number" : "a point in time")
                            + ", and cloud-init drops the part",
                    "Correct it, or put it into quotes");
        }
    }

    private static boolean isImpossible(YamlScalar scalar) {
        if (scalar.isPlain()) {
            return Yaml11.isImpossibleTime(scalar.value()) || Yaml11.isEmptyNumber(scalar.value());
        }
        String tag = scalar.tag().filter(name -> name.startsWith(STANDARD)).orElse("");
        return switch (tag.isEmpty() ? "" : tag.substring(STANDARD.length())) {
            case "int" -> !List.of(Yaml11.Kind.INTEGER).contains(Yaml11.kindOf(scalar.value()));
            case "float" ->
                !List.of(Yaml11.Kind.INTEGER, Yaml11.Kind.FLOAT).contains(Yaml11.kindOf(scalar.value()))
                        && !scalar.value().matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?");
            case "bool" -> Yaml11.kindOf(scalar.value().toLowerCase(Locale.ROOT)) != Yaml11.Kind.BOOLEAN;
            case "timestamp" ->
                Yaml11.kindOf(scalar.value()) != Yaml11.Kind.TIMESTAMP || Yaml11.isImpossibleTime(scalar.value());
            case "binary" -> scalar.decoded().isEmpty();
            default -> false;
        };
    }
}
