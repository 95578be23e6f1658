package io.amibuilder.ec2server;

import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** What the parameter store asks IAM. */
final class SsmChecks {
    private SsmChecks() {}

    static List<Check> of(String region, HttpExchange exchange, String body) {
        String action = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .replaceFirst("^AmazonSSM\\.", "ssm:");
        JsonNode request = JsonNode.parser().parse(body);
        List<Check> all = new ArrayList<>();
        names(request).forEach(name -> all.add(Check.of(action, arn(region, name))));
        if (all.isEmpty()) {
            all.add(Check.of(action, "*"));
        }
        if (request.field("DataType")
                .filter(type -> type.asString().equals("aws:ec2:image"))
                .isPresent()) {
            all.add(Check.of(
                    "ec2:DescribeImages", "*")); // Systems Manager user guide, "Native parameter support for AMI IDs"
        }
        return all;
    }

    private static List<String> names(JsonNode request) {
        return request.field("Names")
                .map(names -> names.asArray().stream().map(JsonNode::asString).toList())
                .or(() -> request.field("Name").or(() -> request.field("Path")).map(one -> List.of(one.asString())))
                .orElse(List.of());
    }

    private static String arn(String region, String name) {
        String account = name.startsWith("/aws/") ? "" : ServedImage.SELF;
        return "arn:aws:ssm:" + region + ":" + account + ":parameter" + (name.startsWith("/") ? "" : "/") + name;
    }
}
