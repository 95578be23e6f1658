package io.amibuilder.aws;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.error.Finding;
import io.amibuilder.rootfs.Sha256;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** The copy of an image in another region: found by its name and tags, else asked for. */
final class ImageCopy implements PublishPlace {
    private static final String OPERATION = "CopyImage";
    // Of several, one that can be used before one that may be, and that before one that never will
    private static final List<String> RANK = List.of("available", "pending");
    private static final Comparator<Image> BEST = Comparator.comparing((Image image) ->
                    RANK.contains(image.stateAsString()) ? RANK.indexOf(image.stateAsString()) : RANK.size())
            .thenComparing(image -> Optional.ofNullable(image.creationDate()).orElse(""))
            .thenComparing(Image::imageId);

    private final String from;
    private final String to;
    private final Optional<String> kmsKey;
    private final Ec2Client ec2;
    private final ImageSearch search;

    ImageCopy(String from, String to, Optional<String> kmsKey, Ec2Client ec2, ImageSearch search) {
        this.from = from;
        this.to = to;
        this.kmsKey = kmsKey;
        this.ec2 = ec2;
        this.search = search;
    }

    @Override
    public Image image(ImageStatus source) {
        List<Image> named = search.own(List.of(Ec2Filters.exactly("name", source.name()))).stream()
                .filter(image -> source.name().equals(image.name()))
                .toList();
        Optional<Image> copy =
                named.stream().filter(image -> isCopy(image, source)).min(BEST);
        if (copy.isEmpty() && !named.isEmpty()) {
            throw taken(named.get(0), source);
        }
        return copy.orElseGet(() -> copy(source));
    }

    @Override
    public String plan() {
        return "copy it from " + from
                + kmsKey.map(key -> ", encrypted with key " + key).orElse("");
    }

    @Override
    public List<Finding> preflight() {
        Findings found = new Findings();
        new RegionCheck(ec2, to, "copyTo(...)").passes(found);
        return found.worstFirst();
    }

    /** By the tags that came with the copy, and by what EC2 itself notes of its source, where it does. */
    private boolean isCopy(Image image, ImageStatus source) {
        Map<String, String> tags = Ec2Tags.map(image.tags());
        String sourceId = image.sourceImageId();
        return tags.getOrDefault(AmiTags.BUILD_ID, "").equals(source.tags().get(AmiTags.BUILD_ID))
                && (sourceId == null || sourceId.equals(source.id().value()));
    }

    /** It may be asked for twice, because the first copy is not visible yet: the token makes it the same copy. */
    private Image copy(ImageStatus source) {
        Map<String, String> tags = new TreeMap<>(source.tags());
        tags.keySet().removeIf(key -> key.startsWith("aws:")); // AWS's own, which nobody else may give
        String id = Call.once(
                        OPERATION,
                        call -> ec2.copyImage(r -> r.sourceRegion(from)
                                .sourceImageId(source.id().value())
                                .name(source.name())
                                .clientToken(token(source))
                                .encrypted(kmsKey.isPresent() ? true : null)
                                .kmsKeyId(kmsKey.orElse(null))
                                .tagSpecifications(
                                        Ec2Tags.specifications(ResourceType.IMAGE, tags, ResourceType.SNAPSHOT, tags))
                                .overrideConfiguration(call)))
                .imageId();
        if (id == null) {
            throw new CloudException(Kind.OUTCOME_UNKNOWN, OPERATION, "", "the answer names no image", null);
        }
        return Image.builder().imageId(id).state("pending").build();
    }

    private String token(ImageStatus source) {
        return Sha256.of(String.join("\n", OPERATION, source.id().value(), from, to, kmsKey.orElse("")))
                .hex();
    }

    private CloudException taken(Image image, ImageStatus source) {
        return new CloudException(
                Kind.FINAL,
                OPERATION,
                "",
                "image " + image.imageId() + " in " + to + " has the name '" + source.name()
                        + "', but is no copy of " + source.id() + " of build '"
                        + source.tags().getOrDefault(AmiTags.BUILD_ID, "")
                        + "'; deregister it, or build another version",
                null);
    }
}
