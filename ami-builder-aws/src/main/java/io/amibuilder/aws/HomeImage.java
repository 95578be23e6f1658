package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.cloud.ImageStatus;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Image;

/** The image where it was baked. */
final class HomeImage implements PublishPlace {
    private final String region;
    private final ImageSearch search;

    HomeImage(String region, ImageSearch search) {
        this.region = region;
        this.search = search;
    }

    @Override
    public Image image(ImageStatus source) {
        try {
            return search.byId(source.id().value()).orElseThrow(() -> missing(source, null));
        } catch (CloudException e) {
            throw e.kind() == Kind.NOT_FOUND ? missing(source, e) : e;
        }
    }

    @Override
    public String plan() {
        return "";
    }

    private CloudException missing(ImageStatus source, @Nullable CloudException cause) {
        return new CloudException(
                Kind.NOT_FOUND,
                "DescribeImages",
                "",
                "image " + source.id() + " is not visible in " + region
                        + "; region(...) must be the one where it was baked",
                cause);
    }
}
