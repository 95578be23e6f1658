package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;

/** Finds images: those of one owner by filters, anybody's by id. */
final class ImageSearch {
    private static final String OPERATION = "DescribeImages";
    private static final String SELF = "self";
    /** The largest page of DescribeImages. */
    private static final int PAGE_SIZE = 1000;
    /** Aliases that EC2 gives to the images of others; its own Backup service makes images in the own account. */
    private static final Set<String> FOREIGN_ALIASES = Set.of("amazon", "aws-marketplace");

    private final Ec2Client ec2;

    ImageSearch(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /** Own images in every state, disabled ones too, so that a dead end is seen. */
    List<Image> own(List<Filter> filters) {
        List<Image> images = all(SELF, filters);
        requireOneOwner(images);
        return images;
    }

    /** An owner's images; an image of anybody else is no answer, however new it is. */
    List<Image> of(String owner, List<Filter> filters) {
        return owner.equals(SELF)
                ? own(filters)
                : all(owner, filters).stream()
                        .filter(image -> owner.equals(image.ownerId()) || owner.equals(image.imageOwnerAlias()))
                        .toList();
    }

    /** The image with this id, whoever owns it. */
    Optional<Image> byId(String id) {
        return Call.repeatable(
                        OPERATION,
                        call -> ec2.describeImages(r -> r.imageIds(id).overrideConfiguration(call)))
                .images()
                .stream()
                .filter(image -> id.equals(image.imageId()))
                .findFirst();
    }

    private List<Image> all(String owner, List<Filter> filters) {
        return Pages.all(token -> page(owner, filters, token), DescribeImagesResponse::nextToken)
                .flatMap(page -> page.images().stream())
                .toList();
    }

    private DescribeImagesResponse page(String owner, List<Filter> filters, Optional<String> token) {
        return Call.repeatable(
                OPERATION,
                call -> ec2.describeImages(r -> r.owners(owner)
                        .includeDisabled(owner.equals(SELF) ? true : null)
                        .filters(filters)
                        .maxResults(PAGE_SIZE)
                        .nextToken(token.orElse(null))
                        .overrideConfiguration(call)));
    }

    /** A stranger's image of the same name would win by being newer, were the owner not asked for and checked. */
    private static void requireOneOwner(List<Image> images) {
        Set<String> owners = images.stream().map(ImageSearch::owner).collect(Collectors.toSet());
        if (owners.size() > 1 || owners.stream().anyMatch(FOREIGN_ALIASES::contains)) {
            throw new CloudException(
                    Kind.FINAL,
                    OPERATION,
                    "",
                    "only own images were asked for, but the answer holds images of " + owners,
                    null);
        }
    }

    private static String owner(Image image) {
        return Optional.ofNullable(image.imageOwnerAlias())
                .filter(FOREIGN_ALIASES::contains)
                .orElseGet(() -> String.valueOf(image.ownerId()));
    }
}
