package io.amibuilder.ec2server;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What KMS asks IAM when a service uses a key in the caller's name. */
final class KeyChecks {
    private KeyChecks() {}

    /** EBS user guide, "Requirements for Amazon EBS encryption"; nothing without a key. */
    static List<Check> ofDisk(String region, String key) {
        if (key.isEmpty()) {
            return List.of();
        }
        Stream<Check> uses = Stream.of(
                        "Decrypt", "DescribeKey", "GenerateDataKeyWithoutPlaintext", "ReEncryptFrom", "ReEncryptTo")
                .map(use -> through("ec2", region, key, use));
        return Stream.concat(uses, Stream.of(of(region, key, "CreateGrant").with("kms:GrantIsForAWSResource", "true")))
                .toList();
    }

    /** S3 user guide, "Using server-side encryption with AWS KMS keys"; nothing without a key. */
    static List<Check> ofObject(String region, String key, boolean inParts) {
        if (key.isEmpty()) {
            return List.of();
        }
        Check generate = through("s3", region, key, "GenerateDataKey");
        return inParts ? List.of(generate, through("s3", region, key, "Decrypt")) : List.of(generate);
    }

    private static Check through(String service, String region, String key, String use) {
        return of(region, key, use).with("kms:ViaService", service + "." + region + ".amazonaws.com");
    }

    private static Check of(String region, String key, String use) {
        boolean alias = key.startsWith("alias/");
        String arn = "arn:aws:kms:" + region + ":" + ServedImage.SELF + ":key/" + (alias ? "1234" : key);
        return Check.of("kms:" + use, arn).with(alias ? Map.of("kms:ResourceAliases", key) : Map.of(), "");
    }
}
