package io.amibuilder.rootfs;

import java.io.Serializable;

/**
 * One entry of a packed rootfs.
 *
 * @param path its path in the image without a leading slash; a directory's ends in {@code /}
 * @param mode its permission bits, set-id and sticky bits included, as in {@code 04755}
 * @param sizeBytes the size of its content; zero for everything but a regular file
 * @serial exclude
 */
public record PackedFile(String path, int mode, long sizeBytes) implements Serializable {
    @Override
    public String toString() {
        return "%04o %s%s".formatted(mode, path, path.endsWith("/") ? "" : ", " + sizeBytes + " bytes");
    }
}
