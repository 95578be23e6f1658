package io.amibuilder.lint;

import io.amibuilder.userdata.PartKind;
import io.amibuilder.userdata.UserPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds what cloud-init would drop, misread or reorder in silence, in the parts a user wrote. Pure, and safe for use by
 * several threads. What our own container makes impossible is not looked for: see {@code docs/lint.md}.
 */
public final class Linter {
    private static final String DIRECTORY = "cloudinit/";

    private final ConfigRules configs;

    private Linter(Owners owners) {
        this.configs = new ConfigRules(owners);
    }

    /**
     * Checks parts against each other and each for itself.
     *
     * @param parts the parts; they are taken in the order of their names
     * @param allowed what not to report
     * @return the findings in the order of the parts, their lines and columns; never fails on what the parts contain
     */
    public static List<LintFinding> lint(List<UserPart> parts, Set<LintCode> allowed) {
        List<UserPart> sorted = new ArrayList<>(parts);
        sorted.sort((a, b) -> a.name().compareTo(b.name()));
        Owners owners = new Owners();
        for (UserPart part : sorted) {
            if (part.kind() == PartKind.CLOUD_CONFIG) {
                ConfigRules.peek(part.text()).ifPresent(owners::learn);
            }
        }
        Linter linter = new Linter(owners);
        List<LintFinding> findings = new ArrayList<>();
        for (UserPart part : sorted) {
            Report report = Report.of(DIRECTORY + part.name(), allowed);
            linter.lint(part, report, Merging.OURS);
            findings.addAll(report.findings());
        }
        return List.copyOf(findings);
    }

    private void lint(UserPart part, Report report, Merging whenUnsaid) {
        String text = part.text();
        if (text.startsWith("\uFEFF")) {
            report.add(
                    LintCode.BYTE_ORDER_MARK,
                    Position.START,
                    "the part begins with a byte order mark (U+FEFF), behind which cloud-init does not recognise it",
                    "Save it as UTF-8 without one");
            return;
        }
        SourceText source = new SourceText(text);
        switch (part.kind()) {
            case CLOUD_CONFIG -> configs.check(text, source, report, whenUnsaid);
            case ARCHIVE -> new ArchiveRules(source, report, this::lint).check(text);
            case SCRIPT -> ScriptRules.checkScript(text, report);
            case BOOTHOOK -> ScriptRules.checkBoothook(text, report);
            case INCLUDE, INCLUDE_ONCE -> IncludeRules.check(text, report);
            case JINJA -> JinjaRules.check(text, report);
            case JSON_PATCH -> JsonPatchRules.check(text, report);
            case PART_HANDLER -> {} // Python: nothing of it is ours
        }
    }
}
