package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.ImageStatus;
import software.amazon.awssdk.services.ec2.model.Image;

/** How the image comes to be in a region. */
interface PublishPlace {
    /**
     * The image there in whatever state, asked for when there was none.
     *
     * @throws CloudException of the kind NOT_FOUND when it is not visible yet
     */
    Image image(ImageStatus source);

    /** What it does, in the imperative, for a plan; empty when it does nothing. */
    String plan();
}
