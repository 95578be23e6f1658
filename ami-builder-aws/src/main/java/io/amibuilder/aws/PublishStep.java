package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.error.Finding;
import java.util.List;
import java.util.Optional;

/** One thing that is done to an available image in one region. It looks first: what is done is not done again. */
interface PublishStep {
    /**
     * Does what is missing.
     *
     * @return what is waited for; empty when everything is done
     * @throws CloudException when it could not be done
     */
    Optional<String> take(RegionalImage image);

    /** What it does, in the imperative, for a plan. */
    String plan();

    /** What would make it fail, as far as that can be seen before there is an image. */
    default List<Finding> preflight() {
        return List.of();
    }
}
