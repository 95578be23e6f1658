package io.amibuilder.ec2server;

import io.amibuilder.cloud.CloudException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** What an account has before any bake: its region, subnets, security groups, key pairs, and the types EC2 offers there. */
final class NetworkApi {
    private static final Map<String, Map<String, String>> SUBNETS = Map.of(
            "subnet-1", subnet("subnet-1", "a", "250", "true"),
            "subnet-2", subnet("subnet-2", "b", "250", "true"),
            "subnet-full", subnet("subnet-full", "b", "0", "false"));
    private static final Map<String, String> GROUPS = Map.of("sg-1", "vpc-1", "sg-2", "vpc-1", "sg-foreign", "vpc-9");
    /** Zones in which each type is offered. */
    private static final Map<String, List<String>> TYPES = Map.of(
            "t3.nano", List.of("a", "b"),
            "t3.small", List.of("a", "b"),
            "t3a.small", List.of("a", "b"),
            "t4g.nano", List.of("a", "b"),
            "t4g.small", List.of("a", "b"),
            "m5.large", List.of("a"));

    private final Set<String> keyPairs = new ConcurrentSkipListSet<>(Set.of("mine"));

    /** What it answers, by action. */
    Map<String, Function<Parameters, String>> handlers() {
        return Map.of(
                "DescribeRegions", this::regions,
                "CreateKeyPair", this::createKeyPair,
                "DeleteKeyPair", this::deleteKeyPair,
                "DescribeSubnets", this::subnets,
                "DescribeSecurityGroups", this::groups,
                "DescribeKeyPairs", this::keyPairs,
                "DescribeInstanceTypes", this::types,
                "DescribeInstanceTypeOfferings", this::offerings);
    }

    private String regions(Parameters request) {
        return Xml.set(
                "regionInfo",
                List.of(Xml.element("regionName", request.region())
                        + Xml.element("optInStatus", "opt-in-not-required")));
    }

    private String subnets(Parameters request) {
        return Xml.set(
                "subnetSet",
                SUBNETS.values().stream()
                        .filter(subnet -> passes(request, "subnet-id", subnet.get("subnetId")))
                        .filter(subnet -> passes(request, "default-for-az", subnet.get("defaultForAz")))
                        .map(subnet -> Xml.element(
                                        "availabilityZone", request.region() + subnet.get("availabilityZone"))
                                + elements(subnet, "subnetId", "vpcId", "availableIpAddressCount", "defaultForAz"))
                        .sorted()
                        .toList());
    }

    private String groups(Parameters request) {
        return Xml.set(
                "securityGroupInfo",
                named(request, "group-id", GROUPS.keySet())
                        .map(id -> Xml.element("groupId", id) + Xml.element("vpcId", GROUPS.get(id)))
                        .toList());
    }

    private String keyPairs(Parameters request) {
        return Xml.set(
                "keySet",
                named(request, "key-name", keyPairs)
                        .map(name -> Xml.element("keyName", name))
                        .toList());
    }

    /** The key itself is none: nobody can log in to a simulated instance. */
    private String createKeyPair(Parameters request) {
        String name = request.get("KeyName");
        if (!keyPairs.add(name)) {
            throw new CloudException(
                    CloudException.Kind.FINAL, "CreateKeyPair", "InvalidKeyPair.Duplicate", "there is " + name, null);
        }
        return Xml.element("keyName", name)
                + Xml.element("keyFingerprint", "00:00")
                + Xml.element("keyMaterial", "-----BEGIN RSA PRIVATE KEY-----\n-----END RSA PRIVATE KEY-----");
    }

    /** As EC2 does, it succeeds for a pair that is not there, too. */
    private String deleteKeyPair(Parameters request) {
        keyPairs.remove(request.get("KeyName"));
        return Xml.element("return", "true");
    }

    private String types(Parameters request) {
        return Xml.set(
                "instanceTypeSet",
                named(request, "instance-type", TYPES.keySet())
                        .map(type -> Xml.element("instanceType", type)
                                + "<processorInfo>"
                                + Xml.set(
                                        "supportedArchitectures", List.of(type.startsWith("t4g") ? "arm64" : "x86_64"))
                                + "</processorInfo><vCpuInfo><defaultVCpus>2</defaultVCpus></vCpuInfo>")
                        .toList());
    }

    private String offerings(Parameters request) {
        return Xml.set(
                "instanceTypeOfferingSet",
                named(request, "instance-type", TYPES.keySet())
                        .flatMap(type -> TYPES.get(type).stream()
                                .map(zone -> request.region() + zone)
                                .filter(zone -> passes(request, "location", zone))
                                .map(zone -> Xml.element("instanceType", type)
                                        + Xml.element("locationType", request.get("LocationType"))
                                        + Xml.element("location", zone)))
                        .toList());
    }

    private static Stream<String> named(Parameters request, String filter, Set<String> names) {
        return names.stream().filter(name -> passes(request, filter, name)).sorted();
    }

    private static boolean passes(Parameters request, String filter, String value) {
        Set<String> accepted = request.filters().get(filter);
        return accepted == null || accepted.contains(value);
    }

    private static String elements(Map<String, String> values, String... names) {
        return Stream.of(names).map(name -> Xml.element(name, values.get(name))).reduce("", String::concat);
    }

    private static Map<String, String> subnet(String id, String zone, String free, String isDefault) {
        return Map.of(
                "subnetId", id,
                "vpcId", "vpc-1",
                "availabilityZone", zone,
                "availableIpAddressCount", free,
                "defaultForAz", isDefault);
    }
}
