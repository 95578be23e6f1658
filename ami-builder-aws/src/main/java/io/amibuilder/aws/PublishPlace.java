package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.error.Finding;
import java.util.List;
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

    /** What would keep the image from coming there, as far as that can be seen before there is one. */
    default List<Finding> preflight() {
        return List.of();
    }
}
