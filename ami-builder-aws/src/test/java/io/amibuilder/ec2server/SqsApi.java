package io.amibuilder.ec2server;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.Query;
import io.amibuilder.testing.SimulatedCloud;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** An SQS queue that EventBridge fills with what happens to the instances and images of a simulated cloud. */
final class SqsApi {
    private static final Query OURS = Query.tagged(AmiTags.BUILD_ID);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Pattern WAIT = Pattern.compile("\"WaitTimeSeconds\"\\s*:\\s*(\\d+)");
    private static final Pattern HANDLE = Pattern.compile("\"ReceiptHandle\"\\s*:\\s*\"([^\"]+)\"");

    private final SimulatedCloud cloud;
    private final FastTime time;
    private final Map<String, String> seen = new TreeMap<>();
    private final Map<String, String> waiting = new LinkedHashMap<>();
    private final Map<String, String> inFlight = new LinkedHashMap<>();
    private int messages;

    SqsApi(SimulatedCloud cloud, FastTime time) {
        this.cloud = cloud;
        this.time = time;
    }

    /** The answer to one request of the AWS JSON protocol; a long poll is held as long as it asks for. */
    byte[] answer(String target, String body) {
        String text = switch (target) {
            case "AmazonSQS.ReceiveMessage" -> receive(body);
            case "AmazonSQS.DeleteMessageBatch" -> delete(body);
            default -> throw new IllegalArgumentException("a target that this server does not know: " + target);
        };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String receive(String body) {
        var seconds = WAIT.matcher(body);
        Instant until = time.now().plusSeconds(seconds.find() ? Long.parseLong(seconds.group(1)) : 0);
        List<String> taken = take();
        try {
            while (taken.isEmpty() && time.now().isBefore(until)) {
                time.pause(TICK);
                taken = take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is closed
        }
        return taken.isEmpty() ? "{}" : "{\"Messages\":[" + String.join(",", taken) + "]}";
    }

    private synchronized List<String> take() {
        cloud.instances(OURS).forEach(instance -> {
            String state = instance.state().text();
            if (!state.equals(seen.put(instance.id().value(), state))) {
                put(Ec2Events.instance(instance.id().value(), state));
            }
        });
        cloud.images(OURS).forEach(image -> {
            String state = image.state().text();
            if (!state.equals(seen.put(image.id().value(), state)) && !state.equals("pending")) {
                put(Ec2Events.image(image.id().value(), state));
            }
        });
        List<String> taken = new ArrayList<>();
        waiting.forEach((handle, body) -> taken.add(SqsMessages.message(handle, body)));
        inFlight.putAll(waiting);
        waiting.clear();
        return taken;
    }

    private void put(String body) {
        messages++;
        waiting.put("r" + messages, body);
    }

    private synchronized String delete(String body) {
        HANDLE.matcher(body).results().forEach(handle -> inFlight.remove(handle.group(1)));
        return "{\"Successful\":[],\"Failed\":[]}";
    }
}
