package io.amibuilder.lint;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Everything about one cloud-config. Remembers what later parts must know. */
final class ConfigRules {
    private static final Pattern EXPRESSION = Pattern.compile("\\{\\{-?\\s*(?:v1|ds)\\.");

    private final PartOrder order = new PartOrder();
    private final Owners owners;
    private final FileRules files;

    ConfigRules(Owners owners) {
        this.owners = owners;
        this.files = new FileRules(owners);
    }

    /** The mapping of a cloud-config that can be read, without a report: for what must be known in advance. */
    static Optional<YamlMap> peek(String text) {
        Report nobody = Report.of("", Set.of());
        return YamlReader.read(text, new SourceText(text), nobody)
                .root()
                .filter(YamlMap.class::isInstance)
                .map(YamlMap.class::cast);
    }

    /** Reads a YAML text, with all that can be said about any; empty when cloud-init drops it. */
    static Optional<YamlNode> read(String text, SourceText source, Report report) {
        if (!YamlCharacters.check(source, report)) {
            return Optional.empty();
        }
        YamlReader.Document document = YamlReader.read(text, source, report);
        YamlCharacters.checkOutsideStrings(source, document.scalars(), report);
        YamlCharacters.checkQuestionMarks(source, document.scalars(), report);
        Surrogates.check(source, document.scalars(), report);
        document.root().ifPresent(root -> YamlValues.check(root, report));
        if (document.valid() && document.root().isEmpty()) {
            report.add(
                    LintCode.YAML_EMPTY,
                    Position.START,
                    "there is nothing in this part but comments, and cloud-init drops it",
                    "Remove the file");
        }
        return document.root();
    }

    void check(String text, SourceText source, Report report, Merging whenUnsaid) {
        checkExpressions(text, source, report);
        Optional<YamlNode> root = read(text, source, report);
        if (root.isEmpty()) {
            return;
        }
        if (!(root.get() instanceof YamlMap config)) {
            report.add(
                    LintCode.YAML_NOT_A_MAPPING,
                    root.get().at(),
                    "a cloud-config must be a mapping, but is " + root.get().described() + ", and cloud-init drops it",
                    "Write 'key: value' lines; a ':' needs a blank after it");
            return;
        }
        checkConfig(config, source, report, whenUnsaid);
    }

    private void checkConfig(YamlMap config, SourceText source, Report report, Merging whenUnsaid) {
        owners.learn(config);
        KeyRules.check(config, report);
        CommandRules.check(config, source, report);
        files.check(config, source, report);
        PeopleRules.check(config, report);
        PackageRules.check(config, report);
        checkPowerState(config, report);
        checkLaunchIndex(config, report);
        MergeRules.check(config, whenUnsaid, report).ifPresent(merging -> order.check(config, merging, report));
    }

    private static void checkPowerState(YamlMap config, Report report) {
        config.entry("power_state")
                .ifPresent(entry -> report.add(
                        LintCode.POWER_STATE,
                        entry.key().at(),
                        "power_state would turn the instance off before it has said that it succeeded, and is ignored",
                        "Remove it: the instance is turned off when everything is done, on success and on failure"));
    }

    private static void checkLaunchIndex(YamlMap config, Report report) {
        config.entry("launch-index").ifPresent(entry -> checkLaunchIndex(entry, report));
    }

    /** The builder is the first and only instance of its launch. */
    static void checkLaunchIndex(YamlMap.Entry entry, Report report) {
        boolean first = entry.value() instanceof YamlScalar scalar
                && (scalar.isNull() || scalar.pythonText().strip().matches("[-+]?0+|False"));
        if (!first) {
            report.add(
                    LintCode.LAUNCH_INDEX,
                    entry.key().at(),
                    "this part is for instance " + entry.value().described()
                            + " of a launch, but the builder is number 0, and drops it",
                    "Remove it");
        }
    }

    private static void checkExpressions(String text, SourceText source, Report report) {
        Matcher matcher = EXPRESSION.matcher(text);
        if (matcher.find()) {
            report.add(
                    LintCode.JINJA_NOT_RENDERED,
                    source.position(text.codePointCount(0, matcher.start())),
                    "this looks like a template expression, but the part is no template, and it stays as it is",
                    "Make '## template: jinja' the first line, before '#cloud-config'");
        }
    }
}
