package io.amibuilder.aws;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.ImageName;
import io.amibuilder.cloud.PreflightRequest;
import io.amibuilder.cloud.Query;

/** Whether the next name of the family is free. An image without the family's tags may bear it, so that no number tells. */
final class NameCheck {
    private final Ec2Images images;

    NameCheck(Ec2Images images) {
        this.images = images;
    }

    void check(PreflightRequest request, Findings found) {
        String name = request.name();
        String version = request.version();
        found.ask("image name", () -> images.find(Query.tag(AmiTags.NAME, name).and(AmiTags.VERSION, version)))
                .ifPresent(family -> {
                    String next = ImageName.of(
                            request.imageName(), name, version, String.valueOf(ImageName.highestBuild(family) + 1));
                    String subject = "image name " + next;
                    found.ask(subject, () -> images.named(next))
                            .flatMap(taken -> taken)
                            .ifPresent(
                                    other -> found.warning(
                                            subject,
                                            "belongs to image " + other.id() + ", which is not tagged as one of " + name
                                                    + " " + version,
                                            "the build will take the next number; tag or remove that image to keep the numbers whole"));
                });
    }
}
