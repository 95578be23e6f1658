package io.amibuilder.merge;

import java.util.Set;

/** What parts of other kinds mean for the merged cloud-config. */
final class OtherParts {
    private static final Set<String> HARMLESS = Set.of(
            PartTypes.SCRIPT,
            PartTypes.BOOTHOOK,
            "text/x-shellscript-per-boot",
            "text/x-shellscript-per-instance",
            "text/x-shellscript-per-once");

    private OtherParts() {}

    static void handle(Part part) {
        String type = part.type();
        if (HARMLESS.contains(type)) {
            return;
        } else if (type.equals(PartTypes.JINJA)) {
            jinja(part.text());
        } else if (PartTypes.isInclude(type)) {
            throw new NotJudgedException("what an include fetches is not known before the boot");
        } else if (type.equals(PartTypes.PART_HANDLER)) {
            if (part.text().contains("cloud-config")) {
                throw new NotJudgedException("a part handler may treat cloud-config in its own way");
            }
            return;
        } else {
            throw new PartDroppedException("cloud-init has no handler for " + type);
        }
    }

    /** The template's first line goes, and what is left is rendered: nothing can be told but of a plain script. */
    private static void jinja(String template) {
        String text = PyText.stripStart(template);
        int end = text.indexOf('\n');
        String kind = PartTypes.of(end < 0 ? "" : text.substring(end + 1)).orElse(PartTypes.UNKNOWN);
        if (!HARMLESS.contains(kind)) {
            throw new NotJudgedException("a Jinja template is rendered on the instance");
        }
    }
}
