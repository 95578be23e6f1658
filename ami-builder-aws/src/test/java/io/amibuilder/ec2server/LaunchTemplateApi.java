package io.amibuilder.ec2server;

import io.amibuilder.cloud.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Launch templates, of whose data only the image is kept. */
final class LaunchTemplateApi {
    private final Map<String, Template> templates = new ConcurrentSkipListMap<>(); // by region/id

    private static final class Template {
        private final List<Version> versions = new ArrayList<>();
        private final Map<String, Integer> tokens = new TreeMap<>();
        private int standard = 1;
    }

    private record Version(int number, String image, String description) {}

    /** What it answers, by action. */
    Map<String, Function<Parameters, String>> handlers() {
        return Map.of(
                "DescribeLaunchTemplateVersions", this::describe,
                "CreateLaunchTemplateVersion", this::create,
                "ModifyLaunchTemplate", this::modify);
    }

    void add(String region, String id, String image) {
        Template template = new Template();
        template.versions.add(new Version(1, image, ""));
        templates.put(region + "/" + id, template);
    }

    void remove(String region, String id) {
        templates.remove(region + "/" + id);
    }

    /** The image of the default version. */
    String image(String region, String id) {
        Template template = templates.get(region + "/" + id);
        return template.versions.get(template.standard - 1).image();
    }

    /** Of one template, or of all that the region has. */
    private synchronized String describe(Parameters request) {
        String prefix = request.region() + "/";
        List<String> ids = request.all().containsKey("LaunchTemplateId")
                ? List.of(request.get("LaunchTemplateId"))
                : templates.keySet().stream()
                        .filter(key -> key.startsWith(prefix))
                        .map(key -> key.substring(prefix.length()))
                        .toList();
        return Xml.set(
                "launchTemplateVersionSet",
                ids.stream().flatMap(id -> versions(request, id)).toList());
    }

    private Stream<String> versions(Parameters request, String id) {
        Template template = template(request, id);
        return request.list("LaunchTemplateVersion").stream()
                .map(version -> version.equals("$Default") ? template.standard : template.versions.size())
                .distinct()
                .map(number -> xml(id, template, number));
    }

    private synchronized String create(Parameters request) {
        String id = request.get("LaunchTemplateId");
        Template template = template(request, id);
        int number = template.tokens.computeIfAbsent(request.get("ClientToken"), token -> {
            template.versions.add(new Version(
                    template.versions.size() + 1,
                    request.get("LaunchTemplateData.ImageId"),
                    request.get("VersionDescription")));
            return template.versions.size();
        });
        return "<launchTemplateVersion>" + xml(id, template, number) + "</launchTemplateVersion>";
    }

    private synchronized String modify(Parameters request) {
        String id = request.get("LaunchTemplateId");
        Template template = template(request, id);
        template.standard = Integer.parseInt(request.get("SetDefaultVersion"));
        return "<launchTemplate>" + Xml.element("launchTemplateId", id)
                + "<defaultVersionNumber>" + template.standard + "</defaultVersionNumber>"
                + "<latestVersionNumber>" + template.versions.size() + "</latestVersionNumber></launchTemplate>";
    }

    private Template template(Parameters request, String id) {
        Template found = templates.get(request.region() + "/" + id);
        if (found == null) {
            throw new CloudException(
                    CloudException.Kind.NOT_FOUND,
                    request.get("Action"),
                    "InvalidLaunchTemplateId.NotFound",
                    "no " + id + " in " + request.region(),
                    null);
        }
        return found;
    }

    private static String xml(String id, Template template, int number) {
        Version version = template.versions.get(number - 1);
        return Xml.element("launchTemplateId", id)
                + Xml.element("launchTemplateName", "name-of-" + id)
                + Xml.element("versionNumber", String.valueOf(number))
                + Xml.element("versionDescription", version.description())
                + Xml.element("defaultVersion", String.valueOf(number == template.standard))
                + "<launchTemplateData>" + Xml.element("imageId", version.image()) + "</launchTemplateData>";
    }
}
