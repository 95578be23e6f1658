package io.amibuilder.aws;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The permissions that each request may need (Service Authorization Reference, "Actions" and "Dependent actions"; for S3
 * its user guide, "Required permissions for Amazon S3 API operations"). A test compares it with the requests that the code
 * of this module sends.
 */
final class IamActions {
    private static final Map<String, Set<String>> BY_OPERATION = new TreeMap<>();

    static {
        put("CancelSpotInstanceRequests", "ec2:CancelSpotInstanceRequests");
        put("CopyImage", "ec2:CopyImage", "ec2:CreateTags");
        put("CreateImage", "ec2:CreateImage", "ec2:CreateTags");
        put("CreateLaunchTemplateVersion", "ec2:CreateLaunchTemplateVersion");
        put("CreateTags", "ec2:CreateTags");
        put("DeleteSnapshot", "ec2:DeleteSnapshot");
        put("DeleteVolume", "ec2:DeleteVolume");
        put("DeregisterImage", "ec2:DeregisterImage", "ec2:DeleteSnapshot");
        put("DescribeImageAttribute", "ec2:DescribeImageAttribute");
        put("DescribeImages", "ec2:DescribeImages");
        put("DescribeInstanceTypeOfferings", "ec2:DescribeInstanceTypeOfferings");
        put("DescribeInstanceTypes", "ec2:DescribeInstanceTypes");
        put("DescribeInstances", "ec2:DescribeInstances");
        put("DescribeKeyPairs", "ec2:DescribeKeyPairs");
        put("DescribeLaunchTemplateVersions", "ec2:DescribeLaunchTemplateVersions");
        put("DescribeLaunchTemplates", "ec2:DescribeLaunchTemplates");
        put("DescribeRegions", "ec2:DescribeRegions");
        put("DescribeSecurityGroups", "ec2:DescribeSecurityGroups");
        put("DescribeSnapshotAttribute", "ec2:DescribeSnapshotAttribute");
        put("DescribeSnapshots", "ec2:DescribeSnapshots");
        put("DescribeSpotInstanceRequests", "ec2:DescribeSpotInstanceRequests");
        put("DescribeSubnets", "ec2:DescribeSubnets");
        put("DescribeVolumes", "ec2:DescribeVolumes");
        put("EnableImageDeprecation", "ec2:EnableImageDeprecation");
        put("EnableImageDeregistrationProtection", "ec2:EnableImageDeregistrationProtection");
        put("GetConsoleOutput", "ec2:GetConsoleOutput");
        put("ModifyImageAttribute", "ec2:ModifyImageAttribute");
        put("ModifyLaunchTemplate", "ec2:ModifyLaunchTemplate");
        put("ModifySnapshotAttribute", "ec2:ModifySnapshotAttribute");
        put("RunInstances", "ec2:RunInstances", "ec2:CreateTags", "iam:PassRole");
        put("StopInstances", "ec2:StopInstances");
        put("TerminateInstances", "ec2:TerminateInstances");

        put("AbortMultipartUpload", "s3:AbortMultipartUpload");
        put("CompleteMultipartUpload", "s3:PutObject");
        put("CreateMultipartUpload", "s3:PutObject");
        put("DeleteObject", "s3:DeleteObject");
        put("GetObject", "s3:GetObject");
        put("HeadBucket", "s3:ListBucket");
        put("HeadObject", "s3:GetObject");
        put("PutObject", "s3:PutObject");
        put("UploadPart", "s3:PutObject");

        put("DescribeParameters", "ssm:DescribeParameters");
        put("GetParameter", "ssm:GetParameter");
        put("GetParameters", "ssm:GetParameters");
        put("GetParametersByPath", "ssm:GetParametersByPath");
        put("PutParameter", "ssm:PutParameter");

        put("DecodeAuthorizationMessage", "sts:DecodeAuthorizationMessage");
        put("DeleteMessageBatch", "sqs:DeleteMessage");
        put("GetServiceQuota", "servicequotas:GetServiceQuota");
        put("ReceiveMessage", "sqs:ReceiveMessage");
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
