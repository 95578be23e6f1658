package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Reads image ids from the parameter store. */
final class SsmParameters {
    private static final String OPERATION = "GetParameter";

    private final Supplier<SsmClient> ssm;

    SsmParameters(Supplier<SsmClient> ssm) {
        this.ssm = ssm;
    }

    String imageId(String name) {
        String value = Call.repeatable(
                        OPERATION,
                        call -> ssm.get().getParameter(r -> r.name(name).overrideConfiguration(call)))
                .parameter()
                .value();
        if (value == null || !value.strip().startsWith("ami-")) {
            // Not the value itself: a parameter may hold anything
            throw new CloudException(
                    Kind.FINAL,
                    OPERATION,
                    "",
                    "parameter '" + name
                            + "' must hold an image id that begins with 'ami-', but does not; some of AWS's"
                            + " own parameters hold JSON, and '" + name + "/image_id' the id",
                    null);
        }
        return value.strip();
    }
}
