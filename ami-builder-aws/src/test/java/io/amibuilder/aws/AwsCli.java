package io.amibuilder.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** AWS's own command line in front of a server on the loopback: a client that knows nothing of this library. */
final class AwsCli {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "not-a-secret",
            "AWS_DEFAULT_REGION", "eu-west-1",
            "AWS_REGION", "eu-west-1",
            "AWS_EC2_METADATA_DISABLED", "true",
            "AWS_CONFIG_FILE", "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
            "AWS_PAGER", "");

    private final URI endpoint;

    AwsCli(URI endpoint) {
        this.endpoint = endpoint;
    }

    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(RealTools.AWS, "--endpoint-url", endpoint.toString(), "--output", "json", "--no-cli-pager"));
        command.addAll(List.of(arguments));
        return RealTools.text(RealTools.run(ENVIRONMENT, command));
    }

    JsonNode json(String... arguments) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(run(arguments));
    }
}
