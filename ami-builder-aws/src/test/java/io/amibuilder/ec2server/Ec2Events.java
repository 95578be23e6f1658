package io.amibuilder.ec2server;

/** EventBridge's events of EC2 (EC2 user guide, "State change events for Amazon EC2 instances", "Monitor AMI events"). */
public final class Ec2Events {
    private Ec2Events() {}

    /** An instance has come to this state, as in {@code stopped}. */
    public static String instance(String id, String state) {
        return event(
                "EC2 Instance State-change Notification",
                "arn:aws:ec2:eu-west-1:111122223333:instance/" + id,
                "{\"instance-id\":\"%s\",\"state\":\"%s\"}".formatted(id, state));
    }

    /** An image has come to this state, as in {@code available}. */
    public static String image(String id, String state) {
        return event(
                "EC2 AMI State Change",
                "arn:aws:ec2:eu-west-1::image/" + id,
                "{\"RequestId\":\"req-1\",\"ImageId\":\"%s\",\"State\":\"%s\",\"ErrorMessage\":\"\"}"
                        .formatted(id, state));
    }

    private static String event(String type, String resource, String detail) {
        return """
                {"version":"0","id":"7bf73129-1428-4cd3-a780-95db273d1602","detail-type":"%s","source":"aws.ec2",\
                "account":"111122223333","time":"2026-01-02T03:04:05Z","region":"eu-west-1","resources":["%s"],\
                "detail":%s}""".formatted(type, resource, detail);
    }
}
