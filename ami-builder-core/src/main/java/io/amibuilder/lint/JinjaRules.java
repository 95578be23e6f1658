package io.amibuilder.lint;

import io.amibuilder.userdata.PartKind;
import java.util.Optional;
import java.util.Set;

/**
 * Templates, as far as they can be judged before they are rendered: what kind of part they make. Source:
 * {@code handlers/jinja_template.py}.
 */
final class JinjaRules {
    private static final Set<PartKind> RENDERED =
            Set.of(PartKind.CLOUD_CONFIG, PartKind.JSON_PATCH, PartKind.SCRIPT, PartKind.BOOTHOOK);

    private JinjaRules() {}

    static void check(String text, Report report) {
        int lineEnd = text.stripLeading().indexOf('\n');
        if (lineEnd < 0) {
            refuse("nothing", report);
            return;
        }
        String body = text.stripLeading().substring(lineEnd + 1).stripLeading();
        if (body.startsWith("{%") || body.startsWith("{{") || body.startsWith("{#")) {
            return; // only rendering can tell
        }
        Optional<PartKind> kind = PartKind.of(body);
        if (kind.filter(RENDERED::contains).isEmpty()) {
            refuse(kind.map(known -> "'" + known.start() + "'").orElse("'" + firstLine(body) + "'"), report);
        }
    }

    private static String firstLine(String body) {
        return body.lines().findFirst().orElse("");
    }

    private static void refuse(String found, Report report) {
        report.add(
                LintCode.JINJA_KIND,
                new Position(2, 1),
                "cloud-init renders templates of cloud-configs, JSON patches, scripts and boothooks, but this one is of "
                        + found + ", and is dropped",
                "Make '#cloud-config', '#!' or '#cloud-boothook' the second line");
    }
}
