package io.amibuilder.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Whether the security groups exist, in the network of the subnets. */
final class SecurityGroupCheck {
    private static final String OPERATION = "DescribeSecurityGroups";

    private final Ec2Client ec2;
    private final List<String> wanted;

    SecurityGroupCheck(Ec2Client ec2, List<String> wanted) {
        this.ec2 = ec2;
        this.wanted = wanted;
    }

    void check(List<Subnet> subnets, Findings found) {
        if (wanted.isEmpty()) {
            return;
        }
        Optional<Map<String, SecurityGroup>> groups =
                found.ask("security groups " + String.join(", ", wanted), this::describe);
        groups.ifPresent(byId -> wanted.forEach(id -> check(id, byId.get(id), subnets, found)));
    }

    private static void check(String id, @Nullable SecurityGroup group, List<Subnet> subnets, Findings found) {
        String subject = "security group " + id;
        if (group == null) {
            found.error(subject, "does not exist in this region and account", "correct it");
            return;
        }
        subnets.stream()
                .filter(subnet -> !subnet.vpcId().equals(group.vpcId()))
                .findFirst()
                .ifPresent(subnet -> found.error(
                        subject,
                        "belongs to network " + group.vpcId() + ", but subnet " + subnet.subnetId() + " to "
                                + subnet.vpcId(),
                        "take a group of the subnet's own network"));
    }

    private Map<String, SecurityGroup> describe() {
        return Call.repeatable(
                        OPERATION,
                        call -> ec2.describeSecurityGroups(r -> r.filters(Ec2Filters.exactly("group-id", wanted))
                                .overrideConfiguration(call)))
                .securityGroups()
                .stream()
                .collect(Collectors.toMap(SecurityGroup::groupId, Function.identity()));
    }
}
