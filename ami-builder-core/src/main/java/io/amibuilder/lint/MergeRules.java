package io.amibuilder.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code merge_how} and {@code merge_type}. Source: {@code mergers/__init__.py} and the mergers beside it. */
final class MergeRules {
    private static final String REMEDY =
            "Remove it: parts without it are merged so that lists append; or write 'list(append)+dict(no_replace,recurse_list)+str()'";
    private static final Map<String, Set<String>> OPTIONS = Map.of(
            "dict", Set.of("replace", "no_replace", "recurse_str", "recurse_list", "recurse_array", "allow_delete"),
            "list",
                    Set.of(
                            "append",
                            "prepend",
                            "replace",
                            "no_replace",
                            "recurse_str",
                            "recurse_dict",
                            "recurse_list",
                            "recurse_array"),
            "str", Set.of("append"));
    private static final Pattern CALL = Pattern.compile("([a-z_][a-z0-9_]*)\\((.*?)\\)");

    private final Report report;
    private final List<Merging.Merger> mergers = new ArrayList<>();
    private boolean dropped;

    private MergeRules(Report report) {
        this.report = report;
    }

    /** How the part is merged; empty when it is dropped, or ignored as a whole. */
    static Optional<Merging> check(YamlMap config, Merging whenUnsaid, Report report) {
        Optional<YamlMap.Entry> how = config.entry("merge_how");
        Optional<YamlMap.Entry> type = config.entry("merge_type");
        if (how.isEmpty() && type.isEmpty()) {
            return Optional.of(whenUnsaid);
        }
        if (how.isPresent() && type.isPresent() && !isNull(how.get().value())) {
            report.add(
                    LintCode.MERGE_IGNORED,
                    type.get().key().at(),
                    "'merge_type' has no effect beside 'merge_how'",
                    "Remove one of them");
        }
        YamlMap.Entry used = how.filter(entry -> !isNull(entry.value()))
                .or(() -> type)
                .or(() -> how)
                .orElseThrow();
        return new MergeRules(report).check(used);
    }

    private Optional<Merging> check(YamlMap.Entry entry) {
        YamlNode value = entry.value();
        if (value instanceof YamlScalar scalar && scalar.isString()) {
            readText(scalar);
        } else if (value instanceof YamlList list) {
            list.items().forEach(this::readItem);
        } else if (!isNull(value)) {
            drop(value.at(), "it is " + value.described() + ", neither text nor a list");
        }
        if (dropped) {
            return Optional.empty();
        }
        if (mergers.isEmpty()) {
            report.add(
                    LintCode.MERGE_IGNORED,
                    entry.key().at(),
                    "'" + entry.name().orElse("merge_how")
                            + "' is empty, so that this part's values replace those of earlier parts, lists included",
                    REMEDY);
        } else if (mergers.stream().noneMatch(merger -> merger.name().equals("dict"))) {
            report.add(
                    LintCode.MERGE_WITHOUT_DICT,
                    value.at(),
                    "without dict() nothing is merged at the top: cloud-init ignores the whole part, without a warning",
                    REMEDY);
            return Optional.empty();
        }
        checkEffect(value);
        return Optional.of(Merging.of(mergers));
    }

    private void readText(YamlScalar scalar) {
        for (String piece : scalar.value().split("\\+", -1)) {
            String call = piece.toLowerCase(Locale.ROOT).strip().replace('-', '_');
            Matcher matcher = CALL.matcher(call);
            if (call.isEmpty()) {
                continue;
            }
            if (!matcher.matches()) {
                drop(scalar.at(), "'" + piece.strip() + "' is not of the form name(option,option)");
                return;
            }
            Set<String> options = new TreeSet<>();
            for (String option : matcher.group(2).split(",", -1)) {
                options.add(option.strip());
            }
            options.remove("");
            add(scalar.at(), matcher.group(1), options);
        }
    }

    private void readItem(YamlNode item) {
        if (item instanceof YamlMap map) {
            readMap(map);
        } else if (item instanceof YamlList list && !list.items().isEmpty()) {
            Set<String> options = texts(list.items().subList(1, list.items().size()));
            readName(list.items().get(0), options);
        } else {
            drop(item.at(), "an item is " + item.described() + " instead of a mapping with 'name' and 'settings'");
        }
    }

    private void readMap(YamlMap map) {
        Optional<YamlNode> name = map.get("name");
        Optional<YamlNode> settings = map.get("settings");
        if (name.isEmpty() || settings.isEmpty()) {
            drop(map.at(), "an item has no '" + (name.isEmpty() ? "name" : "settings") + "'");
            return;
        }
        if (settings.get() instanceof YamlScalar scalar
                && scalar.isString()
                && !scalar.value().isEmpty()) {
            report.add(
                    LintCode.MERGE_SETTINGS_TEXT,
                    scalar.at(),
                    "settings are text here, in which cloud-init finds every option whose letters it contains:"
                            + " 'no_replace' means replace",
                    "Write a list, as in 'settings: [" + scalar.shortened() + "]'");
            readName(name.get(), Set.of());
        } else if (settings.get() instanceof YamlScalar scalar && !scalar.isString()) {
            drop(scalar.at(), "the settings are " + scalar.described());
        } else {
            readName(name.get(), settings.get() instanceof YamlList list ? texts(list.items()) : Set.of());
        }
    }

    private void readName(YamlNode name, Set<String> options) {
        if (name instanceof YamlScalar scalar && scalar.isString()) {
            add(scalar.at(), scalar.value().replace('-', '_').strip(), options);
        } else {
            drop(name.at(), "the name of a merger is " + name.described());
        }
    }

    private void add(Position at, String called, Set<String> options) {
        String name = called.startsWith("m_") ? called.substring(2) : called;
        if (!OPTIONS.containsKey(name)) {
            drop(at, "there is no merger '" + called + "', only dict, list and str");
            return;
        }
        Set<String> unknown = new TreeSet<>(options);
        unknown.removeAll(OPTIONS.getOrDefault(name, Set.of()));
        for (String option : unknown) {
            report.add(
                    LintCode.MERGE_IGNORED,
                    at,
                    name + "() has no option '" + option + "'",
                    "Use one of " + String.join(", ", new TreeSet<>(OPTIONS.getOrDefault(name, Set.of()))));
        }
        mergers.add(new Merging.Merger(name, options));
    }

    private void checkEffect(YamlNode value) {
        Set<String> names = new HashSet<>();
        for (Merging.Merger merger : mergers) {
            if (!names.add(merger.name())) {
                report.add(
                        LintCode.MERGE_IGNORED,
                        value.at(),
                        "the second " + merger.name() + "() has no effect",
                        "Put all of its options into the first");
            }
        }
    }

    private void drop(Position at, String why) {
        dropped = true;
        report.add(LintCode.MERGE_SYNTAX, at, why + ", and cloud-init drops the part", REMEDY);
    }

    private static Set<String> texts(List<YamlNode> nodes) {
        Set<String> texts = new TreeSet<>();
        for (YamlNode node : nodes) {
            texts.add(node instanceof YamlScalar scalar ? scalar.pythonText() : node.described());
        }
        return texts;
    }

    private static boolean isNull(YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.isNull();
    }
}
