package io.amibuilder.aws;

import io.amibuilder.cloud.ImageId;

/**
 * One image of the family, and what is to become of it.
 *
 * @param image the image
 * @param name its own name, as in {@code jenkins-agent-1.4.0-2}
 * @param why why it goes or stays, for a person
 */
public record RetentionItem(ImageId image, String name, String why) {
    @Override
    public String toString() {
        return image + " (" + name + "): " + why;
    }
}
