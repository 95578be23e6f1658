package io.amibuilder.aws;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The permissions that each request may need (Service Authorization Reference, "Actions" and "Dependent actions"). A test
 * compares it with the requests that the code of this module sends.
 */
final class IamActions {
    private static final Map<String, Set<String>> BY_OPERATION = new TreeMap<>();

    static {
        put("CreateImage", "ec2:CreateImage", "ec2:CreateTags");
        put("DeleteSnapshot", "ec2:DeleteSnapshot");
        put("DeleteVolume", "ec2:DeleteVolume");
        put("DeregisterImage", "ec2:DeregisterImage", "ec2:DeleteSnapshot");
        put("DescribeImages", "ec2:DescribeImages");
        put("DescribeInstances", "ec2:DescribeInstances");
        put("DescribeSnapshots", "ec2:DescribeSnapshots");
        put("DescribeVolumes", "ec2:DescribeVolumes");
        put("GetConsoleOutput", "ec2:GetConsoleOutput");
        put("RunInstances", "ec2:RunInstances", "ec2:CreateTags", "iam:PassRole");
        put("StopInstances", "ec2:StopInstances");
        put("TerminateInstances", "ec2:TerminateInstances");

        put("GetObject", "s3:GetObject");
        put("HeadObject", "s3:GetObject");
        put("PutObject", "s3:PutObject");

        put("GetParameter", "ssm:GetParameter");
        put("DecodeAuthorizationMessage", "sts:DecodeAuthorizationMessage");
    }

    private IamActions() {}

    /** Those of a request, by AWS's name of it, as in {@code RunInstances}; empty when it is not known. */
    static Set<String> of(String operation) {
        return BY_OPERATION.getOrDefault(operation, Set.of());
    }

    static Set<String> operations() {
        return BY_OPERATION.keySet();
    }

    private static void put(String operation, String... actions) {
        BY_OPERATION.put(operation, new TreeSet<>(Arrays.asList(actions)));
    }
}
