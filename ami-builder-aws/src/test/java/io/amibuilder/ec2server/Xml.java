package io.amibuilder.ec2server;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.ResourceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** EC2's answers as XML (EC2 API reference, version 2016-11-15). */
final class Xml {
    private static final Map<InstanceState, Integer> CODES = Map.of(
            InstanceState.PENDING, 0,
            InstanceState.RUNNING, 16,
            InstanceState.SHUTTING_DOWN, 32,
            InstanceState.TERMINATED, 48,
            InstanceState.STOPPING, 64,
            InstanceState.STOPPED, 80);

    private Xml() {}

    static String response(String action, String... content) {
        return "<%sResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>req-1</requestId>%s</%sResponse>"
                .formatted(action, String.join("", content), action);
    }

    static String error(CloudException e) {
        return "<Response><Errors><Error>" + element("Code", e.code()) + element("Message", e.getMessage())
                + "</Error></Errors><RequestID>req-1</RequestID></Response>";
    }

    static String element(String name, String text) {
        return "<" + name + ">" + text.replace("&", "&amp;").replace("<", "&lt;") + "</" + name + ">";
    }

    static String set(String name, List<String> items) {
        return "<" + name + ">"
                + items.stream().map(item -> "<item>" + item + "</item>").collect(Collectors.joining()) + "</" + name
                + ">";
    }

    static String instance(InstanceStatus instance, Instant launchedAt) {
        String[] reason = instance.stateReason().split(": ", 2);
        return element("instanceId", instance.id().value())
                + "<instanceState><code>" + CODES.get(instance.state()) + "</code>"
                + element("name", lower(instance.state())) + "</instanceState>"
                + element("launchTime", launchedAt.toString())
                + (instance.stateReason().isEmpty()
                        ? ""
                        : "<stateReason>" + element("code", reason[0]) + element("message", reason[1])
                                + "</stateReason>")
                + tags(instance.tags());
    }

    static String image(ServedImage image, boolean encrypted) {
        return element("imageId", image.id())
                + element("name", image.name())
                + element("imageState", lower(image.state()))
                + element("imageOwnerId", image.owner())
                + element("creationDate", image.createdAt().toString())
                + "<architecture>x86_64</architecture><rootDeviceType>ebs</rootDeviceType>"
                + "<rootDeviceName>/dev/xvda</rootDeviceName><virtualizationType>hvm</virtualizationType>"
                + "<blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs>"
                + element("snapshotId", image.snapshot())
                + element("encrypted", String.valueOf(encrypted))
                + "<volumeSize>8</volumeSize><deleteOnTermination>true</deleteOnTermination></ebs></item>"
                + "</blockDeviceMapping>"
                + (image.reason().isEmpty()
                        ? ""
                        : "<stateReason>" + element("message", image.reason()) + "</stateReason>")
                + tags(image.tags());
    }

    static String volume(ResourceStatus volume, Instant createdAt) {
        return element("volumeId", volume.id())
                + element("status", volume.inUse() ? "in-use" : "available")
                + element("createTime", createdAt.toString())
                + tags(volume.tags());
    }

    /** Whether an image is made of it is not said; EC2 does not say it either. */
    static String snapshot(ResourceStatus snapshot, Instant createdAt, Map<String, String> tags) {
        return element("snapshotId", snapshot.id())
                + element("status", "completed")
                + element("startTime", createdAt.toString())
                + tags(tags);
    }

    static String tags(Map<String, String> tags) {
        return set(
                "tagSet",
                Strangers.shown(tags).entrySet().stream()
                        .map(tag -> element("key", tag.getKey()) + element("value", tag.getValue()))
                        .toList());
    }

    private static String lower(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
