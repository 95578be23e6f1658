package io.amibuilder.userdata;

/**
 * What one part costs.
 *
 * @param name the part's name; ours begin with {@code ami-builder}, and the one that brings the rootfs is {@code 51_rootfs}
 * @param textBytes its size as it was written, in UTF-8
 * @param shareBytes its share of the finished user-data, in proportion to what it adds to the parts before it; the shares
 *     add up
 */
public record PartSize(String name, int textBytes, int shareBytes) {
    @Override
    public String toString() {
        return name + ": " + shareBytes + " bytes of the user-data, " + textBytes + " as written";
    }
}
