package io.amibuilder.examples.guide;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ImageId;
import java.util.Set;

/** docs/provider.md. */
final class ProviderGuide {
    private ProviderGuide() {}

    // begins
    /** Launches from images that somebody has approved, and from no other. */
    record ApprovedImages(CloudProvider cloud, Set<ImageId> approved) implements Forwarding {
        @Override
        public BaseImageInfo resolve(BaseImage wanted) {
            BaseImageInfo found = cloud.resolve(wanted);
            if (!approved.contains(found.id())) {
                throw new CloudException(
                        CloudException.Kind.FINAL,
                        "DescribeImages",
                        "",
                        "the base image must be an approved one, but was " + found.id() + "; have it approved first",
                        null);
            }
            return found;
        }
    }
    // ends
}
