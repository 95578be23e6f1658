package io.amibuilder.aws;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Whether there is a subnet to launch into, with an address left in it. */
final class SubnetCheck {
    private static final String OPERATION = "DescribeSubnets";

    private final Ec2Client ec2;
    private final List<String> wanted;

    SubnetCheck(Ec2Client ec2, List<String> wanted) {
        this.ec2 = ec2;
        this.wanted = wanted;
    }

    /** The subnets that the build may use, as far as they exist; the default ones where none was asked for. */
    List<Subnet> subnets(Findings found) {
        return wanted.isEmpty() ? defaults(found) : named(found);
    }

    private List<Subnet> defaults(Findings found) {
        String subject = "default network";
        List<Subnet> all = found.ask(subject, () -> describe(Ec2Filters.exactly("default-for-az", "true")))
                .orElse(null);
        if (all == null) {
            return List.of();
        }
        if (all.isEmpty()) {
            found.error(subject, "this account has no default subnet in this region", "give subnet(...)");
        }
        return all;
    }

    private List<Subnet> named(Findings found) {
        List<Subnet> all = found.ask(
                        "subnets " + String.join(", ", wanted), () -> describe(Ec2Filters.exactly("subnet-id", wanted)))
                .orElse(null);
        if (all == null) {
            return List.of();
        }
        Map<String, Subnet> byId = all.stream().collect(Collectors.toMap(Subnet::subnetId, Function.identity()));
        boolean hasRoom = all.stream().anyMatch(SubnetCheck::hasRoom);
        for (String id : wanted) {
            String subject = "subnet " + id;
            Subnet subnet = byId.get(id);
            if (subnet == null) {
                found.error(subject, "does not exist in this region and account", "correct it");
            } else if (!hasRoom(subnet)) {
                String problem = "has no free address";
                if (hasRoom) {
                    found.warning(subject, problem, "the build will have to take another one");
                } else {
                    found.error(subject, problem, "free one, or give another subnet");
                }
            }
        }
        return all;
    }

    private static boolean hasRoom(Subnet subnet) {
        return subnet.availableIpAddressCount() == null || subnet.availableIpAddressCount() > 0;
    }

    private List<Subnet> describe(Filter filter) {
        return Call.repeatable(
                        OPERATION,
                        call -> ec2.describeSubnets(r -> r.filters(filter).overrideConfiguration(call)))
                .subnets();
    }
}
