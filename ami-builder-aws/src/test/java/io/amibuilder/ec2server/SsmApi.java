package io.amibuilder.ec2server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiPredicate;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * A parameter store for each region (Systems Manager API reference, GetParameter and PutParameter). A parameter that is to
 * hold an image's id is checked after the answer, and keeps its old value in silence when there is no such image.
 */
final class SsmApi {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final Duration CHECK_TAKES = Duration.ofSeconds(30);

    private final FastTime time;
    private final BiPredicate<String, String> isImage;
    private final Map<String, Parameter> held = new ConcurrentHashMap<>();
    private final Map<String, Check> checks = new ConcurrentSkipListMap<>();

    /** @param isImage whether a region has an available image of this id */
    SsmApi(FastTime time, BiPredicate<String, String> isImage) {
        this.time = time;
        this.isImage = isImage;
    }

    private record Parameter(String value, String dataType, int version) {}

    private record Check(String value, Instant until) {}

    void answer(HttpExchange exchange, String region, String body) throws IOException {
        JsonNode request = JsonNode.parser().parse(body);
        String name = request.field("Name").orElseThrow().asString();
        String key = region + " " + name;
        boolean put = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .endsWith(".PutParameter");
        if (put) {
            put(key, request);
        }
        settle(key, region);
        Optional<Parameter> found = Optional.ofNullable(held.get(key))
                .or(() -> name.equals(Ec2Server.BASE_PARAMETER)
                        ? Optional.of(new Parameter("ami-0ba5e", "aws:ec2:image", 1))
                        : Optional.empty());
        if (put) {
            send(
                    exchange,
                    OK,
                    "{\"Tier\":\"Standard\",\"Version\":%d}"
                            .formatted(found.map(Parameter::version).orElse(0) + 1));
        } else if (found.isEmpty()) {
            send(exchange, BAD_REQUEST, "{\"__type\":\"ParameterNotFound\"}");
        } else {
            Parameter parameter = found.get();
            send(exchange, OK, """
                    {"Parameter":{"Name":"%s","Type":"String","Value":"%s","Version":%d,"DataType":"%s"}}""".formatted(name, parameter.value(), parameter.version(), parameter.dataType()));
        }
    }

    /** What a parameter holds. */
    Optional<String> value(String region, String name) {
        String key = region + " " + name;
        settle(key, region);
        return Optional.ofNullable(held.get(key)).map(Parameter::value);
    }

    private void put(String key, JsonNode request) {
        String value = request.field("Value").orElseThrow().asString();
        if (request.field("DataType").map(JsonNode::asString).orElse("text").equals("aws:ec2:image")) {
            checks.put(key, new Check(value, time.now().plus(CHECK_TAKES)));
        } else {
            hold(key, value, "text");
        }
    }

    private void settle(String key, String region) {
        Check check = checks.get(key);
        if (check != null
                && !time.now().isBefore(check.until())
                && checks.remove(key, check)
                && isImage.test(region, check.value())) {
            hold(key, check.value(), "aws:ec2:image");
        }
    }

    private void hold(String key, String value, String dataType) {
        held.merge(
                key,
                new Parameter(value, dataType, 1),
                (old, first) -> new Parameter(value, dataType, old.version() + 1));
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        Ec2Server.send(exchange, status, json.getBytes(StandardCharsets.UTF_8));
    }
}
