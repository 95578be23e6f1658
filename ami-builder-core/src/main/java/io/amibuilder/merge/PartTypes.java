package io.amibuilder.merge;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The MIME type of a part from its first characters: handlers/__init__.py, type_from_starts_with. */
final class PartTypes {
    static final String CLOUD_CONFIG = "text/cloud-config";
    static final String JSON_PATCH = "text/cloud-config-jsonp";
    static final String ARCHIVE = "text/cloud-config-archive";
    static final String JINJA = "text/jinja2";
    static final String PART_HANDLER = "text/part-handler";
    static final String SCRIPT = "text/x-shellscript";
    static final String BOOTHOOK = "text/cloud-boothook";
    static final String UNKNOWN = "text/plain";

    private static final Map<String, String> STARTS = Map.of(
            "#include", "text/x-include-url",
            "#include-once", "text/x-include-once-url",
            "#!", SCRIPT,
            "#cloud-config", CLOUD_CONFIG,
            "#part-handler", PART_HANDLER,
            "#cloud-boothook", BOOTHOOK,
            "#cloud-config-archive", ARCHIVE,
            "#cloud-config-jsonp", JSON_PATCH,
            "## template: jinja", JINJA);

    private PartTypes() {}

    static Optional<String> of(String text) {
        String head = PyText.stripStart(text);
        return STARTS.entrySet().stream()
                .filter(start -> head.regionMatches(
                        true, 0, start.getKey(), 0, start.getKey().length()))
                .max(Comparator.comparingInt(start -> start.getKey().length()))
                .map(Map.Entry::getValue);
    }

    /** The type under which a part is handled: a script or a text without a type of its own is looked into. */
    static String of(String contentType, String text) {
        String type = contentType.strip().toLowerCase(Locale.ROOT);
        boolean open = type.equals(UNKNOWN) || type.equals("text/x-not-multipart") || type.equals(SCRIPT);
        return open ? of(text).orElse(type) : type;
    }

    static boolean isInclude(String type) {
        return type.startsWith("text/x-include-");
    }
}
