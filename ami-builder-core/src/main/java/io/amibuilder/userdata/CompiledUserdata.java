package io.amibuilder.userdata;

import io.amibuilder.rootfs.RootfsLocation;
import java.util.List;
import java.util.Optional;

/**
 * What was compiled.
 *
 * @param userdata the finished user-data
 * @param fetchedFrom where the instance expects the rootfs; empty when it is inside the user-data, or there is none
 * @param parts the parts in the order in which cloud-init reads them, with their sizes
 */
public record CompiledUserdata(Userdata userdata, Optional<RootfsLocation> fetchedFrom, List<PartSize> parts) {
    /**
     * Copies the list.
     *
     * @param userdata the finished user-data
     * @param fetchedFrom where the instance expects the rootfs
     * @param parts the parts in the order in which cloud-init reads them, with their sizes
     */
    public CompiledUserdata {
        parts = List.copyOf(parts);
    }
}
