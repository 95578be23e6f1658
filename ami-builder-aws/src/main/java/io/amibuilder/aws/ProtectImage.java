package io.amibuilder.aws;

import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Keeps the image from being deregistered. */
final class ProtectImage implements PublishStep {
    private static final String ENABLED = "enabled";
    private static final String COOLDOWN = "enabled-with-cooldown";

    private final Ec2Client ec2;
    private final DeregistrationProtection protection;

    ProtectImage(Ec2Client ec2, DeregistrationProtection protection) {
        this.ec2 = ec2;
        this.protection = protection;
    }

    @Override
    public Optional<String> take(RegionalImage image) {
        boolean cooldown = protection == DeregistrationProtection.WITH_COOLDOWN;
        String current = String.valueOf(image.image().deregistrationProtection());
        boolean isProtected = cooldown ? current.equals(COOLDOWN) : current.startsWith(ENABLED);
        if (!isProtected) {
            Call.repeatable(
                    "EnableImageDeregistrationProtection",
                    call -> ec2.enableImageDeregistrationProtection(
                            r -> r.imageId(image.id()).withCooldown(cooldown).overrideConfiguration(call)));
        }
        return Optional.empty();
    }

    @Override
    public String plan() {
        return "protect it from being deregistered"
                + (protection == DeregistrationProtection.WITH_COOLDOWN ? ", with a cooldown of 24 hours" : "");
    }
}
