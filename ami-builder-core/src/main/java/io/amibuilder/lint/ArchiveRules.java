package io.amibuilder.lint;

import io.amibuilder.userdata.PartKind;
import io.amibuilder.userdata.UserPart;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Archives. Source: {@code user_data.py}, {@code _explode_archive}; an exception there loses the whole user-data. */
final class ArchiveRules {
    /** Keys that no header is made of. */
    private static final Set<String> NOT_HEADERS = Set.of(
            "content", "filename", "type", "launch-index", "content-type", "content-disposition", "number-attachments");

    private static final Set<PartKind> IGNORED = Set.of(PartKind.ARCHIVE, PartKind.INCLUDE, PartKind.INCLUDE_ONCE);

    /** Lints one part, which is merged like this when it does not say how. */
    interface PartLinter {
        void lint(UserPart part, Report report, Merging whenUnsaid);
    }

    private final SourceText source;
    private final Report report;
    private final PartLinter linter;

    /** Lints what is inside with a linter for parts. */
    ArchiveRules(SourceText source, Report report, PartLinter linter) {
        this.source = source;
        this.report = report;
        this.linter = linter;
    }

    void check(String text) {
        Optional<YamlNode> root = ConfigRules.read(text, source, report);
        if (root.isEmpty()) {
            return;
        }
        if (!(root.get() instanceof YamlList list)) {
            shape(root.get(), "an archive must be a list, but is " + root.get().described() + ", and is dropped");
            return;
        }
        for (YamlNode item : list.items()) {
            if (item instanceof YamlScalar scalar && scalar.isString()) {
                checkContent(scalar, Optional.empty(), Merging.REPLACING);
            } else if (item instanceof YamlMap map) {
                checkEntry(map);
            } else {
                shape(item, "this entry is " + item.described() + ", and is skipped");
            }
        }
    }

    private void checkEntry(YamlMap map) {
        map.entry("launch-index").ifPresent(entry -> ConfigRules.checkLaunchIndex(entry, report));
        map.entries().stream().filter(entry -> !entry.isMerge()).forEach(this::checkHeader);
        Optional<YamlNode> type = map.get("type").filter(node -> !isFalse(node));
        Optional<YamlScalar> mime = type.flatMap(ArchiveRules::mime);
        if (type.isPresent() && mime.isEmpty()) {
            shape(
                    type.get(),
                    "the type is " + type.get().described() + ", without a '/', and all of the user-data is lost");
            return;
        }
        Optional<YamlNode> content = map.get("content");
        if (content.isEmpty()) {
            shape(map, "this entry has no content, and does nothing");
        } else if (content.get() instanceof YamlScalar scalar && (scalar.isString() || scalar.isBinary())) {
            checkContent(scalar, mime, merging(map));
        } else {
            shape(content.get(), "the content is " + content.get().described() + ", and all of the user-data is lost");
        }
    }

    private void checkHeader(YamlMap.Entry entry) {
        Optional<String> name = entry.name();
        if (name.isEmpty()) {
            shape(
                    entry.key(),
                    "this key is " + entry.key().described() + ", not text, and all of the user-data is lost");
            return;
        }
        boolean textOrNull = entry.value() instanceof YamlScalar scalar && (scalar.isString() || scalar.isNull());
        if (!textOrNull && !NOT_HEADERS.contains(name.get().toLowerCase(Locale.ROOT))) {
            shape(
                    entry.value(),
                    "the header '" + name.get() + "' is " + entry.value().described()
                            + ", not text, and all of the user-data is lost");
        }
    }

    private void checkContent(YamlScalar content, Optional<YamlScalar> type, Merging whenUnsaid) {
        if (content.isBinary()) {
            return;
        }
        checkAscii(content);
        Optional<PartKind> kind = kind(content, type);
        UnaryOperator<Position> where = TextIn.of(source, content);
        if (kind.isEmpty() || IGNORED.contains(kind.get())) {
            report.add(
                    LintCode.ARCHIVE_KIND,
                    kind.isEmpty() ? type.orElseThrow().at() : content.at(),
                    kind.isEmpty()
                            ? "cloud-init does not know the type of this entry, and drops it"
                            : "an archive cannot contain '" + kind.get().start() + "', and cloud-init drops the entry",
                    kind.isEmpty()
                            ? "Remove 'type': the first line of the content decides"
                            : "Make it a part of its own");
            return;
        }
        linter.lint(new UserPart(report.file(), kind.get(), content.value()), report.inside(where), whenUnsaid);
    }

    /** Our own header is not with the entries of an archive. */
    private static Merging merging(YamlMap entry) {
        return entry.has("Merge-Type") || entry.has("X-Merge-Type") ? Merging.OURS : Merging.REPLACING;
    }

    private static Optional<YamlScalar> mime(YamlNode type) {
        return type instanceof YamlScalar scalar
                        && scalar.isString()
                        && scalar.value().contains("/")
                ? Optional.of(scalar)
                : Optional.empty();
    }

    /** What Python takes for "not given". */
    private static boolean isFalse(YamlNode type) {
        return type instanceof YamlScalar scalar
                ? scalar.value().isEmpty()
                        || Set.of("None", "False", "0", "0.0").contains(scalar.pythonText())
                : type instanceof YamlList list && list.items().isEmpty();
    }

    private static Optional<PartKind> kind(YamlScalar content, Optional<YamlScalar> type) {
        Optional<String> deciding = type.map(YamlScalar::value)
                .filter(name -> !Set.of("text/plain", "text/x-shellscript").contains(name));
        if (deciding.isPresent()) {
            return kindOfType(deciding.get().toLowerCase(Locale.ROOT));
        }
        return PartKind.of(content.value())
                .or(() -> type.isPresent() ? Optional.empty() : Optional.of(PartKind.CLOUD_CONFIG));
    }

    private static Optional<PartKind> kindOfType(String type) {
        return switch (type) {
            case "text/cloud-config" -> Optional.of(PartKind.CLOUD_CONFIG);
            case "text/cloud-config-jsonp" -> Optional.of(PartKind.JSON_PATCH);
            case "text/cloud-boothook" -> Optional.of(PartKind.BOOTHOOK);
            case "text/jinja2" -> Optional.of(PartKind.JINJA);
            case "text/part-handler" -> Optional.of(PartKind.PART_HANDLER);
            case "text/cloud-config-archive" -> Optional.of(PartKind.ARCHIVE);
            case "text/x-include-url", "text/x-include-once-url" -> Optional.of(PartKind.INCLUDE);
            case "text/x-shellscript-per-boot", "text/x-shellscript-per-instance", "text/x-shellscript-per-once" ->
                Optional.of(PartKind.SCRIPT);
            default -> Optional.empty();
        };
    }

    private void checkAscii(YamlScalar content) {
        if (content.value().chars().anyMatch(c -> c > 0x7f)) {
            report.add(
                    LintCode.ARCHIVE_NOT_ASCII,
                    content.at(),
                    "on Amazon Linux 2 an archive with text that is not ASCII loses all of the user-data",
                    "Make it a part of its own");
        }
    }

    private void shape(YamlNode node, String message) {
        report.add(LintCode.ARCHIVE_SHAPE, node.at(), message, "Write a list of texts, or of mappings with 'content'");
    }
}
