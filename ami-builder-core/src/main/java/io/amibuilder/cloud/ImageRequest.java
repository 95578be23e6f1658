package io.amibuilder.cloud;

import java.util.Map;

/**
 * Everything that decides an image.
 *
 * @param source the stopped instance whose disks become the image
 * @param name the image's name; the cloud's only guard against making it twice
 * @param description free text, possibly empty
 * @param imageTags tags of the image
 * @param snapshotTags tags of its snapshots
 */
public record ImageRequest(
        InstanceId source,
        String name,
        String description,
        Map<String, String> imageTags,
        Map<String, String> snapshotTags) {
    /**
     * Copies the tags.
     *
     * @param source the stopped instance whose disks become the image
     * @param name the image's name; the cloud's only guard against making it twice
     * @param description free text, possibly empty
     * @param imageTags tags of the image
     * @param snapshotTags tags of its snapshots
     */
    public ImageRequest {
        imageTags = Map.copyOf(imageTags);
        snapshotTags = Map.copyOf(snapshotTags);
    }
}
