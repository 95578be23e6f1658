package io.amibuilder.aws;

import io.amibuilder.cloud.ImageId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * What retention knows of an image.
 *
 * @param id the image
 * @param name its own name, as in {@code agent-1.4.0-2}; not its tag
 * @param state EC2's word for its state
 * @param madeAt when it was asked for; empty when EC2 does not say
 * @param isProtected whether EC2 would refuse to deregister it
 * @param tags its tags
 */
record FamilyImage(
        ImageId id,
        String name,
        String state,
        Optional<Instant> madeAt,
        boolean isProtected,
        Map<String, String> tags) {
    static FamilyImage of(Image image) {
        // Anything but "disabled" counts: a protection with a cooldown outlasts its own end by a day
        boolean isProtected = Optional.ofNullable(image.deregistrationProtection())
                .filter(text -> !text.isEmpty() && !text.equals("disabled"))
                .isPresent();
        return new FamilyImage(
                new ImageId(image.imageId()),
                Optional.ofNullable(image.name()).orElse(""),
                String.valueOf(image.stateAsString()),
                Optional.ofNullable(image.creationDate()).map(Instant::parse),
                isProtected,
                Ec2Tags.map(image.tags()));
    }
}
