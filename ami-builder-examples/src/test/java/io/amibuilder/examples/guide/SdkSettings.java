package io.amibuilder.examples.guide;

import io.amibuilder.ec2server.Ec2Server;
import java.util.Map;

/** What the AWS SDK finds by itself. */
final class SdkSettings {
    private SdkSettings() {}

    /** Has it find this EC2, and credentials that nobody else takes, as long as the body runs. */
    static void of(Ec2Server server, Runnable body) {
        Map<String, String> properties = Map.of(
                "aws.endpointUrl",
                server.uri().toString(),
                "aws.accessKeyId",
                "AKIDEXAMPLE",
                "aws.secretAccessKey",
                "not-a-secret");
        properties.forEach(System::setProperty);
        try {
            body.run();
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }
    }
}
