package io.amibuilder.aws;

import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Marks the image so that its instances require IMDSv2, unless they are launched otherwise. */
final class RequireImdsV2 implements PublishStep {
    private static final String V2 = "v2.0";

    private final Ec2Client ec2;

    RequireImdsV2(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    @Override
    public Optional<String> take(RegionalImage image) {
        if (!V2.equals(image.image().imdsSupportAsString())) {
            Call.repeatable(
                    "ModifyImageAttribute",
                    call -> ec2.modifyImageAttribute(r -> r.imageId(image.id())
                            .imdsSupport(value -> value.value(V2))
                            .overrideConfiguration(call)));
        }
        return Optional.empty();
    }

    @Override
    public String plan() {
        return "make its instances require IMDSv2";
    }
}
