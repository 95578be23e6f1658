package io.amibuilder.engine;

import io.amibuilder.rootfs.PackedFile;
import io.amibuilder.userdata.PartSize;
import java.util.List;

/**
 * What a build is made of, for its listeners.
 *
 * @param parts the parts of the user-data; empty when they are not known
 * @param files what goes into the image
 */
public record Contents(List<PartSize> parts, List<PackedFile> files) {
    /** For user-data of which nothing is known but its bytes. */
    public static final Contents UNKNOWN = new Contents(List.of(), List.of());
}
