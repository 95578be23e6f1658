package io.amibuilder.local;

import io.amibuilder.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the metadata service of an instance tells ("EC2 user guide, Instance metadata categories"). */
final class MetadataTree {
    private static final String ZONE = "local-1a";
    private static final String REGION = "local-1";

    private final Map<String, Object> root;

    MetadataTree(InstanceDescription instance, Machine machine) {
        Map<String, Object> device = new LinkedHashMap<>();
        device.put("device-number", "0");
        device.put("interface-id", "eni-0local");
        device.put("local-hostname", "ip-local.ec2.internal");
        device.put("local-ipv4s", machine.guestAddress());
        device.put("mac", machine.hardwareAddress());
        device.put("subnet-id", "subnet-0local");
        device.put("subnet-ipv4-cidr-block", machine.guestNetwork());
        device.put("vpc-id", "vpc-0local");

        Map<String, Object> data = new LinkedHashMap<>();
        data.put("ami-id", instance.image());
        data.put("ami-launch-index", "0");
        data.put("ami-manifest-path", "(unknown)");
        data.put("block-device-mapping", Map.of("ami", "/dev/vda", "root", "/dev/vda"));
        data.put("hostname", "ip-local.ec2.internal");
        data.put("instance-action", "none");
        data.put("instance-id", instance.id().value());
        data.put("instance-life-cycle", "on-demand");
        data.put("instance-type", "local");
        data.put("local-hostname", "ip-local.ec2.internal");
        data.put("local-ipv4", machine.guestAddress());
        data.put("mac", machine.hardwareAddress());
        data.put("network", Map.of("interfaces", Map.of("macs", Map.of(machine.hardwareAddress(), device))));
        data.put("placement", Map.of("availability-zone", ZONE, "region", REGION));
        data.put("profile", "default-hvm");
        data.put("reservation-id", "r-0local");
        data.put("security-groups", "none");
        data.put("services", Map.of("domain", "amazonaws.com", "partition", "aws"));
        root = Map.of(
                "meta-data",
                data,
                "dynamic",
                Map.of("instance-identity", Map.of("document", identity(instance, machine))));
    }

    private static String identity(InstanceDescription instance, Machine machine) {
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("accountId", "000000000000");
        identity.put("architecture", LocalImages.ARCHITECTURE);
        identity.put("availabilityZone", ZONE);
        identity.put("imageId", instance.image());
        identity.put("instanceId", instance.id().value());
        identity.put("instanceType", "local");
        identity.put("pendingTime", instance.launchedAt().toString());
        identity.put("privateIp", machine.guestAddress());
        identity.put("region", REGION);
        identity.put("version", "2017-09-30");
        return Json.pretty(identity);
    }

    /** The text at a path without its version: a value, or the names that lie beneath. */
    Optional<String> text(String path) {
        Object found = root;
        for (String name : path.split("/", -1)) {
            if (!name.isEmpty()) {
                found = found instanceof Map<?, ?> map ? map.get(name) : null;
            }
        }
        return found instanceof Map<?, ?> map
                ? Optional.of(map.entrySet().stream()
                        .map(entry -> entry.getKey() + (entry.getValue() instanceof Map ? "/" : ""))
                        .collect(Collectors.joining("\n")))
                : Optional.ofNullable(found).map(Object::toString);
    }
}
