package io.amibuilder.ec2server;

import io.amibuilder.cloud.InstanceStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Who names an image: instances, launch templates of one version each, and parameters (asked for many at once). */
final class ImageUseApi {
    private final Map<String, String> imagesOfInstances = new ConcurrentHashMap<>();
    private final List<Held> templates = new CopyOnWriteArrayList<>();
    private final List<Held> parameters = new CopyOnWriteArrayList<>();

    private record Held(String region, String name, String value, String dataType) {}

    /** What it answers, by action. */
    Map<String, Function<Parameters, String>> handlers() {
        return Map.of("DescribeLaunchTemplateVersions", this::templates);
    }

    void launched(String instance, String image) {
        imagesOfInstances.put(instance, image);
    }

    void addLaunchTemplate(String region, String id, String image) {
        templates.add(new Held(region, id, image, ""));
    }

    void removeLaunchTemplate(String region, String id) {
        templates.removeIf(each -> each.region().equals(region) && each.name().equals(id));
    }

    void addParameter(String region, String name, String value, String dataType) {
        parameters.add(new Held(region, name, value, dataType));
    }

    String xml(InstanceStatus instance) {
        return Xml.element("imageId", imagesOfInstances.get(instance.id().value()));
    }

    /** Those that were launched from the images that a request names; empty when it names none. */
    Optional<Stream<InstanceStatus>> instances(Parameters request, Stream<InstanceStatus> all) {
        return Optional.ofNullable(request.filters().get("image-id"))
                .map(images -> all.filter(
                        each -> images.contains(imagesOfInstances.get(each.id().value()))));
    }

    /** The default version of every template, which is the latest too. */
    private String templates(Parameters request) {
        return Xml.set(
                "launchTemplateVersionSet",
                templates.stream()
                        .filter(each -> each.region().equals(request.region()))
                        .map(each -> Xml.element("launchTemplateId", each.name())
                                + Xml.element("launchTemplateName", "name-of-" + each.name())
                                + "<versionNumber>1</versionNumber><defaultVersion>true</defaultVersion>"
                                + "<launchTemplateData>" + Xml.element("imageId", each.value())
                                + "</launchTemplateData>")
                        .toList());
    }

    /** The answer to DescribeParameters, GetParameters or GetParametersByPath; empty to another operation. */
    Optional<String> parameters(String region, String operation, String body) {
        JsonNode request = JsonNode.parser().parse(body);
        Stream<Held> here = parameters.stream().filter(each -> each.region().equals(region));
        return switch (operation) {
            case "AmazonSSM.DescribeParameters" ->
                Optional.of(json(here.filter(each -> each.dataType().equals("aws:ec2:image"))));
            case "AmazonSSM.GetParameters" -> {
                List<String> names = request.field("Names").orElseThrow().asArray().stream()
                        .map(JsonNode::asString)
                        .toList();
                yield Optional.of(json(here.filter(each -> names.contains(each.name()))));
            }
            case "AmazonSSM.GetParametersByPath" -> {
                String path = request.field("Path").orElseThrow().asString();
                yield Optional.of(json(here.filter(each -> each.name().startsWith(path + "/"))));
            }
            default -> Optional.empty();
        };
    }

    /** DescribeParameters tells no values; the client would drop them. */
    private static String json(Stream<Held> found) {
        return found.map(each -> """
                {"Name":"%s","Type":"String","Value":"%s","DataType":"%s","Version":1}""".formatted(each.name(), each.value(), each.dataType()))
                .collect(Collectors.joining(",", "{\"Parameters\":[", "]}"));
    }
}
