package io.amibuilder.aws;

import io.amibuilder.cloud.ImageStatus;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * An image in one of the regions where it is published.
 *
 * @param region the region
 * @param image what EC2 says of it there
 * @param source the image that was baked: itself, or the one of which it is a copy
 */
record RegionalImage(String region, Image image, ImageStatus source) {
    String id() {
        return image.imageId();
    }
}
