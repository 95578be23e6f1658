package io.amibuilder.cloud;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the cloud says of an own image. It may be stale.
 *
 * @param id the image
 * @param name its name, unique within the account and region
 * @param state its state
 * @param stateReason why it is in this state, empty when the cloud gives no reason
 * @param createdAt when it was asked for
 * @param tags its tags
 */
public record ImageStatus(
        ImageId id, String name, ImageState state, String stateReason, Instant createdAt, Map<String, String> tags) {
    /**
     * Copies the tags.
     *
     * @param id the image
     * @param name its name, unique within the account and region
     * @param state its state
     * @param stateReason why it is in this state, empty when the cloud gives no reason
     * @param createdAt when it was asked for
     * @param tags its tags
     */
    public ImageStatus {
        tags = Map.copyOf(tags);
    }

    @Override
    public String toString() {
        return "image " + id + " named " + name + " is " + state.text()
                + (stateReason.isEmpty() ? "" : " (" + stateReason + ")") + ", asked for " + createdAt + ", tags "
                + new TreeMap<>(tags);
    }
}
