package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.ConsoleOutput;
import io.amibuilder.cloud.InstanceId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Reads the console: the newest text where the instance type gives it (Nitro), else what was posted last. */
final class Ec2Console {
    private static final String NOT_NITRO = "UnsupportedOperation";

    private final Ec2Client ec2;
    // All instances of a provider are of one type, so that one refusal stands for all
    private volatile boolean latestIsSupported = true;

    Ec2Console(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    ConsoleOutput read(InstanceId id) {
        if (latestIsSupported) {
            try {
                return read(id, true);
            } catch (CloudException e) {
                if (!e.code().equals(NOT_NITRO)) {
                    throw e;
                }
                latestIsSupported = false;
            }
        }
        return read(id, false);
    }

    private ConsoleOutput read(InstanceId id, boolean latest) {
        String output = Call.repeatable(
                        "GetConsoleOutput",
                        call -> ec2.getConsoleOutput(r -> r.instanceId(id.value())
                                .latest(latest ? true : null)
                                .overrideConfiguration(call)))
                .output();
        if (output == null || output.isBlank()) {
            return ConsoleOutput.NONE;
        }
        // The MIME decoder, because EC2 breaks the text into lines
        return new ConsoleOutput(new String(Base64.getMimeDecoder().decode(output), StandardCharsets.UTF_8));
    }
}
