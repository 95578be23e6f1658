package io.amibuilder.userdata;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps the order of the names. cloud-init makes one script of all {@code runcmd} items, and runs the others by name before
 * or after it; so a small cloud-config goes before each part with {@code runcmd}, whose only item has the driver run the
 * scripts that come first. Had a user's merging thrown the item away, the driver would still run them, later.
 */
final class PartSequence {
    static final String DRIVER = "00-ami-builder"; // '-' sorts before '_', so it comes before every NN_name

    private static final String ITEM =
            "#cloud-config\n{\"runcmd\":[\"sh /var/lib/cloud/instance/scripts/" + DRIVER + " %s %s||exit\"]}\n";
    private static final Pattern JINJA_SCRIPT = Pattern.compile("\\A\\s*## template: ?jinja[^\\n]*\\n\\s*#!");

    private final List<MimePart> parts = new ArrayList<>();
    private boolean hasRuncmd;

    /** Adds the part that comes next in name order. */
    void add(UserPart part) {
        int place = parts.size() + 1;
        String name = part.name();
        boolean script = isScript(part);
        if (!script && mayHaveRuncmd(part)) {
            hasRuncmd = true;
            String item = ITEM.formatted(FileNames.place(place), FileNames.clean(name));
            parts.add(MimePart.of("ami-builder before " + name, "b" + place, PartKind.CLOUD_CONFIG, item)
                    .merging());
        }
        String fileName = script ? FileNames.ordered(place, name) : FileNames.clean(name);
        MimePart mime = MimePart.of(name, fileName, part.kind(), part.text());
        parts.add(needsMerging(part) ? mime.merging() : mime);
    }

    List<MimePart> parts() {
        return List.copyOf(parts);
    }

    /** Whether a part may have {@code runcmd} items. */
    boolean hasRuncmd() {
        return hasRuncmd;
    }

    private static boolean isScript(UserPart part) {
        return part.kind() == PartKind.SCRIPT
                || (part.kind() == PartKind.JINJA
                        && JINJA_SCRIPT.matcher(part.text()).find());
    }

    private static boolean mayHaveRuncmd(UserPart part) {
        return switch (part.kind()) {
            case CLOUD_CONFIG -> new CloudConfigKeys(part.text()).has("runcmd");
            case ARCHIVE, JSON_PATCH, JINJA -> part.text().contains("runcmd");
            case INCLUDE, INCLUDE_ONCE -> true;
            case SCRIPT, BOOTHOOK, PART_HANDLER -> false;
        };
    }

    private static boolean needsMerging(UserPart part) {
        if (part.kind() != PartKind.CLOUD_CONFIG && (part.kind() != PartKind.JINJA || isScript(part))) {
            return false;
        }
        CloudConfigKeys keys = new CloudConfigKeys(part.text());
        return !keys.has("merge_how") && !keys.has("merge_type");
    }
}
