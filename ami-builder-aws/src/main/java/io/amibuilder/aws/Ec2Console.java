package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.ConsoleOutput;
import io.amibuilder.cloud.InstanceId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputResponse;

/** Reads the console: the newest text where the instance type gives it (Nitro), else what was posted last. */
final class Ec2Console {
    private static final String OPERATION = "GetConsoleOutput";
    private static final String NOT_NITRO = "UnsupportedOperation";

    private final Ec2Client ec2;
    // All instances of a provider are of one type, so that one refusal stands for all
    private volatile boolean latestIsSupported = true;

    Ec2Console(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    ConsoleOutput read(InstanceId id) {
        return read(latest -> Call.repeatable(OPERATION, call -> request(id, latest, call)));
    }

    /** The same in one attempt: the build does not wait for it. */
    ConsoleOutput peek(InstanceId id) {
        return read(latest -> Call.once(OPERATION, call -> request(id, latest, call)));
    }

    private ConsoleOutput read(Function<Boolean, GetConsoleOutputResponse> request) {
        if (latestIsSupported) {
            try {
                return decoded(request.apply(true));
            } catch (CloudException e) {
                if (!e.code().equals(NOT_NITRO)) {
                    throw e;
                }
                latestIsSupported = false;
            }
        }
        return decoded(request.apply(false));
    }

    private GetConsoleOutputResponse request(InstanceId id, boolean latest, AwsRequestOverrideConfiguration call) {
        return ec2.getConsoleOutput(
                r -> r.instanceId(id.value()).latest(latest ? true : null).overrideConfiguration(call));
    }

    private static ConsoleOutput decoded(GetConsoleOutputResponse response) {
        String output = response.output();
        if (output == null || output.isBlank()) {
            return ConsoleOutput.NONE;
        }
        // The MIME decoder, because EC2 breaks the text into lines
        return new ConsoleOutput(new String(Base64.getMimeDecoder().decode(output), StandardCharsets.UTF_8));
    }
}
