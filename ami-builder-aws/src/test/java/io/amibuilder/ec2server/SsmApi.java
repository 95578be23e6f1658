package io.amibuilder.ec2server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * A parameter store for each region (Systems Manager API reference). A parameter that is to
 * hold an image's id is checked after the answer, and keeps its old value in silence when there is no such image.
 */
final class SsmApi {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final String IMAGE = "aws:ec2:image";
    private static final String ERROR = "{\"__type\":\"";
    private static final Parameter BASE = new Parameter("ami-0ba5e", IMAGE, 1);
    private static final Duration CHECK_TAKES = Duration.ofSeconds(30);

    private final FastTime time;
    private final BiPredicate<String, String> isImage;
    private final Map<String, Parameter> held = new ConcurrentSkipListMap<>();
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
        String operation = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        String json = switch (operation) {
            case "AmazonSSM.PutParameter" -> put(region, request);
            case "AmazonSSM.GetParameter" -> get(region, text(request, "Name"));
            case "AmazonSSM.GetParameters" -> {
                List<String> names = request.field("Names").orElseThrow().asArray().stream()
                        .map(JsonNode::asString)
                        .toList();
                yield list(region, (name, parameter) -> names.contains(name));
            }
            case "AmazonSSM.GetParametersByPath" -> {
                String path = text(request, "Path") + "/";
                yield list(region, (name, parameter) -> name.startsWith(path));
            }
            // It is asked for image ids only, and tells no values: the client would drop them
            case "AmazonSSM.DescribeParameters" ->
                list(region, (name, parameter) -> parameter.dataType().equals(IMAGE));
            default -> error("InvalidAction");
        };
        Ec2Server.send(exchange, json.startsWith(ERROR) ? BAD_REQUEST : OK, json.getBytes(StandardCharsets.UTF_8));
    }

    void add(String region, String name, String value, String dataType) {
        hold(region + " " + name, value, dataType);
    }

    /** What a parameter holds. */
    Optional<String> value(String region, String name) {
        String key = region + " " + name;
        settle(key, region);
        return Optional.ofNullable(held.get(key)).map(Parameter::value);
    }

    private String put(String region, JsonNode request) {
        String key = region + " " + text(request, "Name");
        String value = text(request, "Value");
        if (request.field("DataType").map(JsonNode::asString).orElse("text").equals(IMAGE)) {
            checks.put(key, new Check(value, time.now().plus(CHECK_TAKES)));
        } else {
            hold(key, value, "text");
        }
        int version = Optional.ofNullable(held.get(key)).map(Parameter::version).orElse(1);
        return "{\"Tier\":\"Standard\",\"Version\":%d}".formatted(version);
    }

    private String get(String region, String name) {
        settle(region + " " + name, region);
        return Optional.ofNullable(held.get(region + " " + name))
                .or(() -> name.equals(Ec2Server.BASE_PARAMETER) ? Optional.of(BASE) : Optional.empty())
                .map(parameter -> "{\"Parameter\":" + json(name, parameter) + "}")
                .orElseGet(() -> error("ParameterNotFound"));
    }

    private String list(String region, BiPredicate<String, Parameter> wanted) {
        String prefix = region + " ";
        checks.keySet().stream().filter(key -> key.startsWith(prefix)).forEach(key -> settle(key, region));
        return held.entrySet().stream()
                .filter(each -> each.getKey().startsWith(prefix))
                .map(each -> Map.entry(each.getKey().substring(prefix.length()), each.getValue()))
                .filter(each -> wanted.test(each.getKey(), each.getValue()))
                .map(each -> json(each.getKey(), each.getValue()))
                .collect(Collectors.joining(",", "{\"Parameters\":[", "]}"));
    }

    private void settle(String key, String region) {
        Check check = checks.get(key);
        if (check != null
                && !time.now().isBefore(check.until())
                && checks.remove(key, check)
                && isImage.test(region, check.value())) {
            hold(key, check.value(), IMAGE);
        }
    }

    private void hold(String key, String value, String dataType) {
        held.merge(
                key,
                new Parameter(value, dataType, 1),
                (old, first) -> new Parameter(value, dataType, old.version() + 1));
    }

    private static String json(String name, Parameter parameter) {
        return """
                {"Name":"%s","Type":"String","Value":"%s","Version":%d,"DataType":"%s"}""".formatted(name, parameter.value(), parameter.version(), parameter.dataType());
    }

    private static String error(String code) {
        return ERROR + code + "\"}";
    }

    private static String text(JsonNode request, String field) {
        return request.field(field).orElseThrow().asString();
    }
}
