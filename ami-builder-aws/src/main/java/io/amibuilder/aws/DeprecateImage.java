package io.amibuilder.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Dates the image: from then on it is not listed for others, but can still be launched. */
final class DeprecateImage implements PublishStep {
    private final Ec2Client ec2;
    private final Duration after;

    DeprecateImage(Ec2Client ec2, Duration after) {
        this.ec2 = ec2;
        this.after = after;
    }

    @Override
    public Optional<String> take(RegionalImage image) {
        // The minute, because EC2 rounds to it; the source's age, so that every region says the same
        Instant date = image.source().createdAt().plus(after).truncatedTo(ChronoUnit.MINUTES);
        String current = image.image().deprecationTime();
        if (current == null
                || !Instant.parse(current).truncatedTo(ChronoUnit.MINUTES).equals(date)) {
            Call.repeatable(
                    "EnableImageDeprecation",
                    call -> ec2.enableImageDeprecation(
                            r -> r.imageId(image.id()).deprecateAt(date).overrideConfiguration(call)));
        }
        return Optional.empty();
    }

    @Override
    public String plan() {
        return "deprecate it " + after.toDays() + " days after its creation";
    }
}
