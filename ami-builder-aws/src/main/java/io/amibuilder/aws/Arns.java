package io.amibuilder.aws;

import io.amibuilder.rootfs.RootfsLocation;
import java.util.List;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * The names of resources in policies (Service Authorization Reference, "Resource types" of each service). The account is
 * always {@code *}: a policy of an account speaks of no other one's things.
 */
record Arns(String partition, String region) {
    private static final String CHINA = "aws-cn";

    /** Those of a region and of the partition it lies in: {@code aws}, {@code aws-cn}, {@code aws-us-gov} and so on. */
    static Arns of(String region) {
        return new Arns(PartitionMetadata.of(Region.of(region)).id(), region);
    }

    /** As in {@code instance/*}. */
    String ec2(String resource) {
        return "arn:" + partition + ":ec2:" + region + ":*:" + resource;
    }

    /** An image or a snapshot, as in {@code image/*}: their ARNs have no account. */
    String shareable(String resource) {
        return "arn:" + partition + ":ec2:" + region + "::" + resource;
    }

    /** A parameter of the parameter store; those below {@code /aws/} are AWS's own, without an account. */
    String parameter(String name) {
        if (name.startsWith("arn:")) {
            return name;
        }
        String bare = name.replaceFirst(":[^/]*$", ""); // a version or a label
        String account = bare.startsWith("/aws/") ? "" : "*";
        return "arn:" + partition + ":ssm:" + region + ":" + account + ":parameter" + (bare.startsWith("/") ? "" : "/")
                + bare;
    }

    /** A key by its id, or all keys; an alias is no key, and a policy that names one grants nothing. */
    String key(String id) {
        return "arn:" + partition + ":kms:" + region + ":*:key/" + id;
    }

    /** The role that the console makes with a profile, which has its name. */
    String roleOf(String instanceProfile) {
        int type = instanceProfile.indexOf(":instance-profile/");
        return type < 0
                ? "arn:" + partition + ":iam::*:role/" + instanceProfile
                : instanceProfile.replaceFirst(":instance-profile/", ":role/");
    }

    /** Objects in S3: an exact one and what is beside it, or everything under a prefix. */
    List<String> objects(RootfsLocation location) {
        String path = location.uri().substring("s3://".length());
        String object = "arn:" + partition + ":s3:::" + path;
        return location.isPrefix() ? List.of(object + "*") : List.of(object, object + ".*");
    }

    /** The bucket of such a location. */
    String bucket(RootfsLocation location) {
        return "arn:" + partition + ":s3:::" + location.uri().split("/", 4)[2];
    }

    /** As a service calls itself to IAM and KMS, as in {@code ec2.amazonaws.com}; China knows two names. */
    String[] service(String host) {
        String name = host + ".amazonaws.com";
        return partition.equals(CHINA) ? new String[] {name, name + ".cn"} : new String[] {name};
    }
}
