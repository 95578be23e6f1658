package io.amibuilder.aws;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.VersionOrder;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Which of several images of one family is the newest. */
final class ImageAge {
    /**
     * By the Version tag, then by the Build tag as a number, then by date; an image without a tag, or with a Build that
     * is no number, is older than any with. The id makes the order total.
     */
    static final Comparator<Image> ORDER = Comparator.comparing(
                    (Image image) -> tag(image, AmiTags.VERSION), VersionOrder.INSTANCE)
            .thenComparing(ImageAge::build)
            .thenComparing(image -> Optional.ofNullable(image.creationDate()).orElse(""))
            .thenComparing(Image::imageId);

    private ImageAge() {}

    static String tag(Image image, String key) {
        return image.tags().stream()
                .filter(tag -> key.equals(tag.key()))
                .map(Tag::value)
                .findFirst()
                .orElse("");
    }

    private static BigInteger build(Image image) {
        String build = tag(image, AmiTags.BUILD);
        return build.matches("[0-9]+") ? new BigInteger(build) : BigInteger.ONE.negate();
    }
}
