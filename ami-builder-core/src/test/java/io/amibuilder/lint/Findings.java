package io.amibuilder.lint;

import io.amibuilder.userdata.UserPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the linter finds, in short. */
final class Findings {
    private Findings() {}

    /** In parts named 10_x, 20_x and so on. */
    static List<LintFinding> of(String... texts) {
        List<UserPart> parts = new ArrayList<>();
        for (String text : texts) {
            parts.add(UserPart.of((parts.size() + 1) * 10 + "_x", text));
        }
        return Linter.lint(parts, Set.of());
    }

    /** Places and codes. */
    static List<String> places(String... texts) {
        return of(texts).stream().map(Findings::place).toList();
    }

    /** Places, codes, messages and remedies. */
    static List<String> told(String... texts) {
        return of(texts).stream()
                .map(finding -> place(finding) + " " + finding.message() + ". " + finding.remedy())
                .toList();
    }

    static List<String> placesInConfig(String config) {
        return places("#cloud-config\n" + config);
    }

    static List<String> toldOfConfig(String config) {
        return told("#cloud-config\n" + config);
    }

    /** As in {@code 3:10 AB202}. */
    static String place(LintFinding finding) {
        return finding.line() + ":" + finding.column() + " " + finding.code().id();
    }
}
