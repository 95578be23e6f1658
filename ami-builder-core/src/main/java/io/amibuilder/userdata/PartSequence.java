package io.amibuilder.userdata;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the order of the names. cloud-init makes one script of all {@code runcmd} items, and runs the others by name before
 * or after it; so a small cloud-config goes before each part with {@code runcmd}, whose only item has the driver run the
 * scripts that come first. Had a user's merging thrown the item away, the driver would still run them, later.
 */
final class PartSequence {
    static final String DRIVER = "00-ami-builder"; // '-' sorts before '_', so it comes before every NN_name

    private static final String ITEM =
            "#cloud-config\n{\"runcmd\":[\"sh /var/lib/cloud/instance/scripts/" + DRIVER + " %s %s||exit\"]}\n";

    private final List<MimePart> parts = new ArrayList<>();

    /** Adds the part that comes next in name order. */
    void add(KnownPart known) {
        int place = parts.size() + 1;
        UserPart part = known.part();
        String name = part.name();
        if (known.runcmd()) {
            String item = ITEM.formatted(FileNames.place(place), FileNames.clean(name));
            parts.add(MimePart.of("ami-builder before " + name, "b" + place, PartKind.CLOUD_CONFIG, item)
                    .merging());
        }
        String fileName = known.script() ? FileNames.ordered(place, name) : FileNames.clean(name);
        MimePart mime = MimePart.of(name, fileName, part.kind(), part.text());
        parts.add(known.merging() ? mime.merging() : mime);
    }

    List<MimePart> parts() {
        return List.copyOf(parts);
    }
}
