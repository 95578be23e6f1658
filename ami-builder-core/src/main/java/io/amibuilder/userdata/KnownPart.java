package io.amibuilder.userdata;

import java.util.regex.Pattern;

/**
 * A part and what decides its place, found once, because it takes reading its YAML.
 *
 * @param part as the user wrote it
 * @param script whether cloud-init makes a script of it
 * @param runcmd whether it may have {@code runcmd} items
 * @param merging whether it needs to be told how to merge
 */
record KnownPart(UserPart part, boolean script, boolean runcmd, boolean merging) {
    private static final Pattern JINJA_SCRIPT = Pattern.compile("\\A\\s*## template: ?jinja[^\\n]*\\n\\s*#!");

    static KnownPart of(UserPart part) {
        String text = part.text();
        return switch (part.kind()) {
            case CLOUD_CONFIG -> config(part, new CloudConfigKeys(text), false);
            case JINJA ->
                JINJA_SCRIPT.matcher(text).find()
                        ? script(part)
                        : config(part, new CloudConfigKeys(text), text.contains("runcmd"));
            case SCRIPT -> script(part);
            case ARCHIVE, JSON_PATCH -> new KnownPart(part, false, text.contains("runcmd"), false);
            case INCLUDE, INCLUDE_ONCE -> new KnownPart(part, false, true, false);
            case BOOTHOOK, PART_HANDLER -> new KnownPart(part, false, false, false);
        };
    }

    private static KnownPart script(UserPart part) {
        return new KnownPart(part, true, false, false);
    }

    private static KnownPart config(UserPart part, CloudConfigKeys keys, boolean runcmd) {
        return new KnownPart(
                part, false, runcmd || keys.has("runcmd"), !keys.has("merge_how") && !keys.has("merge_type"));
    }

    String name() {
        return part.name();
    }
}
