package io.amibuilder.aws;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * EventBridge's word that an instance or an image has come to a new state (EC2 user guide, "State change events for Amazon
 * EC2 instances" and "Monitor AMI events using Amazon EventBridge"), as it is or in an envelope of SNS.
 */
final class Ec2StateEvent {
    private static final String INSTANCE = "EC2 Instance State-change Notification";
    private static final String IMAGE = "EC2 AMI State Change";
    /** The states of an instance that a bake waits for, or that end it. */
    private static final Set<String> ENDS = Set.of("stopped", "terminated");

    private Ec2StateEvent() {}

    /** Whether it tells what a build may be waiting for; what is not such an event does not. */
    static boolean mayEndAWait(String body) {
        try {
            return mayEndAWait(unwrapped(JsonNode.parser().parse(body)));
        } catch (RuntimeException e) {
            return false; // not JSON, or not of this form: anybody may put anything into a queue
        }
    }

    private static boolean mayEndAWait(JsonNode event) {
        if (!text(event, "source").equals("aws.ec2")) {
            return false;
        }
        JsonNode detail = event.field("detail").orElseThrow();
        return switch (text(event, "detail-type")) {
            case INSTANCE -> ENDS.contains(text(detail, "state"));
            case IMAGE -> !text(detail, "State").isEmpty(); // there are no events of pending images
            default -> false;
        };
    }

    private static JsonNode unwrapped(JsonNode body) {
        Optional<JsonNode> message =
                body.field("Message").filter(text -> text(body, "Type").equals("Notification"));
        return message.map(text -> JsonNode.parser().parse(text.asString())).orElse(body);
    }

    private static String text(JsonNode node, String name) {
        return node.field(name)
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .orElse("");
    }
}
