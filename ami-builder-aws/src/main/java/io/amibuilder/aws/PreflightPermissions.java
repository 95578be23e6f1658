package io.amibuilder.aws;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the looks of a preflight need beside what a bake needs. */
final class PreflightPermissions {
    private PreflightPermissions() {}

    static List<IamStatement> of(LaunchSettings settings) {
        Set<String> looks = new TreeSet<>(List.of(
                "ec2:DescribeInstanceTypeOfferings",
                "ec2:DescribeRegions",
                "ec2:DescribeSubnets",
                "servicequotas:GetServiceQuota"));
        if (!settings.securityGroups().isEmpty()) {
            looks.add("ec2:DescribeSecurityGroups");
        }
        settings.keyPair().ifPresent(name -> looks.add("ec2:DescribeKeyPairs"));
        return List.of(IamStatement.allow(BakePermissions.LOOK, looks.toArray(String[]::new))
                .on("*"));
    }
}
