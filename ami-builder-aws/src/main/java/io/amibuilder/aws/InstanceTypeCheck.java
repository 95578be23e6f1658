package io.amibuilder.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Whether the instance types exist, run the base image, and are to be had where the subnets are. */
final class InstanceTypeCheck {
    private static final String OFFERINGS = "DescribeInstanceTypeOfferings";

    private final Ec2Client ec2;
    private final List<String> wanted;

    InstanceTypeCheck(Ec2Client ec2, List<String> wanted) {
        this.ec2 = ec2;
        this.wanted = wanted;
    }

    /** The wanted types as far as they exist; none is wanted where a launch template names it. */
    List<InstanceTypeInfo> types(Optional<Image> base, Findings found) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        Optional<Map<String, InstanceTypeInfo>> known =
                found.ask("instance types " + String.join(", ", wanted), () -> new InstanceTypes(ec2).describe(wanted));
        known.ifPresent(byName -> wanted.forEach(name -> {
            InstanceTypeInfo type = byName.get(name);
            if (type == null) {
                found.error(subject(name), "does not exist in this region", "correct it, or take another");
            } else {
                base.ifPresent(image -> requireRuns(type, image, found));
            }
        }));
        return known.map(byName -> List.copyOf(byName.values())).orElse(List.of());
    }

    private static void requireRuns(InstanceTypeInfo type, Image image, Findings found) {
        List<String> runs =
                type.processorInfo() == null ? List.of() : type.processorInfo().supportedArchitecturesAsStrings();
        if (!runs.isEmpty() && !runs.contains(image.architectureAsString())) {
            found.error(
                    subject(type.instanceTypeAsString()),
                    "runs " + String.join(" and ", runs) + ", but base image " + image.imageId() + " is for "
                            + image.architectureAsString(),
                    "take a type or a base image of the other architecture");
        }
    }

    /** A zone without a type only costs a placement; all zones without it cost the build. */
    void checkOffered(List<InstanceTypeInfo> types, List<Subnet> subnets, Findings found) {
        Set<String> zones = subnets.stream().map(Subnet::availabilityZone).collect(Collectors.toSet());
        if (types.isEmpty() || zones.isEmpty()) {
            return;
        }
        List<String> names =
                types.stream().map(InstanceTypeInfo::instanceTypeAsString).toList();
        found.ask("offer of " + String.join(", ", names), () -> offered(names, zones))
                .ifPresent(offered -> {
                    for (String name : names) {
                        List<String> without = zones.stream()
                                .filter(zone ->
                                        !offered.getOrDefault(name, Set.of()).contains(zone))
                                .sorted()
                                .toList();
                        tell(name, without, offered.isEmpty(), found);
                    }
                });
    }

    private static void tell(String name, List<String> without, boolean nowhere, Findings found) {
        if (without.isEmpty()) {
            return;
        }
        String problem = "is not offered in " + String.join(", ", without);
        if (nowhere) {
            found.error(subject(name), problem, "take another type, or a subnet in another zone");
        } else {
            found.warning(subject(name), problem, "the build will have to take another type or subnet");
        }
    }

    private Map<String, Set<String>> offered(List<String> names, Set<String> zones) {
        return Pages.all(
                        token -> Call.repeatable(
                                OFFERINGS,
                                call -> ec2.describeInstanceTypeOfferings(
                                        r -> r.locationType(LocationType.AVAILABILITY_ZONE)
                                                .filters(
                                                        Ec2Filters.exactly("instance-type", names),
                                                        Ec2Filters.exactly("location", zones))
                                                .nextToken(token.orElse(null))
                                                .overrideConfiguration(call))),
                        page -> page.nextToken())
                .flatMap(page -> page.instanceTypeOfferings().stream())
                .collect(Collectors.groupingBy(
                        offer -> offer.instanceTypeAsString(),
                        Collectors.mapping(offer -> offer.location(), Collectors.toSet())));
    }

    private static String subject(String name) {
        return "instance type " + name;
    }
}
