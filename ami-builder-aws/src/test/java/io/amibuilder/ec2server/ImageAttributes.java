package io.amibuilder.ec2server;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;

/** What is said of images and snapshots after they were made: permissions, IMDS, deprecation, protection. */
final class ImageAttributes {
    private static final List<String> RECEIVERS = List.of("UserId", "OrganizationArn", "OrganizationalUnitArn");

    // By image or snapshot: XML of each permission
    private final Map<String, Set<String>> permissions = new ConcurrentHashMap<>();
    // By image: XML of each attribute, by its name
    private final Map<String, Map<String, String>> attributes = new ConcurrentHashMap<>();

    /** What it answers, by action. */
    Map<String, Function<Parameters, String>> handlers() {
        return Map.of(
                "ModifyImageAttribute",
                this::modifyImage,
                "DescribeImageAttribute",
                request -> permissions("launchPermission", request.get("ImageId")),
                "ModifySnapshotAttribute",
                request -> add(request, "CreateVolumePermission", request.get("SnapshotId")),
                "DescribeSnapshotAttribute",
                request -> permissions("createVolumePermission", request.get("SnapshotId")),
                "EnableImageDeprecation",
                request -> set(request, "deprecationTime", request.get("DeprecateAt")),
                "EnableImageDeregistrationProtection",
                request -> set(
                        request,
                        "deregistrationProtection",
                        request.get("WithCooldown").equals("true")
                                ? "enabled-with-cooldown"
                                : "enabled-without-cooldown"));
    }

    /** Its part of DescribeImages. */
    String xml(String imageId) {
        return String.join("", attributes.getOrDefault(imageId, Map.of()).values());
    }

    boolean isProtected(String imageId) {
        return attributes.getOrDefault(imageId, Map.of()).containsKey("deregistrationProtection");
    }

    /** Who may use an image or a snapshot. */
    Set<String> receivers(String id) {
        Set<String> receivers = new LinkedHashSet<>();
        permissions.getOrDefault(id, Set.of()).forEach(xml -> receivers.add(xml.replaceAll("<[^>]*>", "")));
        return receivers;
    }

    private String modifyImage(Parameters request) {
        String imds = request.get("ImdsSupport.Value");
        return imds.isEmpty()
                ? add(request, "LaunchPermission", request.get("ImageId"))
                : set(request, "imdsSupport", imds);
    }

    private String add(Parameters request, String permission, String id) {
        Set<String> all = permissions.computeIfAbsent(id, i -> new ConcurrentSkipListSet<>());
        for (int i = 1; i <= request.all().size(); i++) {
            for (String receiver : RECEIVERS) {
                String value = request.get(permission + ".Add." + i + "." + receiver);
                if (!value.isEmpty()) {
                    all.add(Xml.element(
                            receiver.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + receiver.substring(1),
                            value));
                }
            }
        }
        return Xml.element("return", "true");
    }

    private String set(Parameters request, String name, String value) {
        attributes
                .computeIfAbsent(request.get("ImageId"), id -> new ConcurrentHashMap<>())
                .put(name, Xml.element(name, value));
        return Xml.element("return", "true");
    }

    private String permissions(String name, String id) {
        return Xml.set(name, List.copyOf(permissions.getOrDefault(id, Set.of())));
    }
}
