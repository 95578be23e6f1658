package io.amibuilder.userdata;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a user-data part is, decided by its first characters as cloud-init itself decides it
 * ({@code cloudinit/handlers/__init__.py}, {@code type_from_starts_with}): leading white space and case do not matter,
 * and the longest match wins.
 */
public enum PartKind {
    /** YAML for cloud-init's modules. */
    CLOUD_CONFIG("#cloud-config", "text/cloud-config"),
    /** A list of parts in one. */
    ARCHIVE("#cloud-config-archive", "text/cloud-config-archive"),
    /** A JSON patch on the merged cloud-config. */
    JSON_PATCH("#cloud-config-jsonp", "text/cloud-config-jsonp"),
    /** A program run late in the first boot. */
    SCRIPT("#!", "text/x-shellscript"),
    /** A program run early in every boot. */
    BOOTHOOK("#cloud-boothook", "text/cloud-boothook"),
    /** Addresses of more user-data, fetched at every boot. */
    INCLUDE("#include", "text/x-include-url"),
    /** Addresses of more user-data, fetched once. */
    INCLUDE_ONCE("#include-once", "text/x-include-once-url"),
    /** Another kind, behind a Jinja template. */
    JINJA("## template: jinja", "text/jinja2"),
    /** Python that handles parts of its own kind. */
    PART_HANDLER("#part-handler", "text/part-handler");

    private final String start;
    private final String contentType;

    PartKind(String start, String contentType) {
        this.start = start;
        this.contentType = contentType;
    }

    /** {@return what a part of this kind begins with} */
    public String start() {
        return start;
    }

    /** The MIME type under which it travels. */
    String contentType() {
        return contentType;
    }

    /**
     * {@return the kind of a part with this text; empty when cloud-init would drop it}
     *
     * @param text the whole part
     */
    public static Optional<PartKind> of(String text) {
        String head = text.stripLeading();
        Optional<PartKind> longest = Optional.empty();
        for (PartKind kind : values()) {
            int length = kind.start.length();
            if (head.regionMatches(true, 0, kind.start, 0, length)
                    && longest.map(other -> other.start.length() < length).orElse(true)) {
                longest = Optional.of(kind);
            }
        }
        return longest;
    }

    /** {@return every accepted beginning, for messages} */
    public static String accepted() {
        return Arrays.stream(values())
                .map(kind -> "'" + kind.start.toLowerCase(Locale.ROOT) + "'")
                .collect(Collectors.joining(", "));
    }
}
