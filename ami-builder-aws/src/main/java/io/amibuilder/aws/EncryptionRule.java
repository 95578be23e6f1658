package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/**
 * What is encrypted under AWS's own key cannot be shared, because nobody can let another account use that key (EBS user
 * guide, "Share an Amazon EBS snapshot"). EC2 mostly names the key by an id, which does not tell whose it is; then only
 * EC2's refusal tells, and gets the same explanation.
 */
final class EncryptionRule {
    /** AWS's own key of an account and region. */
    static final String AWS_KEY = "alias/aws/ebs";

    static final String REMEDY = "what is encrypted under AWS's own key (" + AWS_KEY
            + ") cannot be shared: encrypt with a customer managed key, whose policy lets the other accounts use it, by"
            + " the provider's blockDevices(...) for the image itself and by copyTo(region, key) for a copy";

    private final Ec2Client ec2;

    EncryptionRule(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    static boolean isAwsKey(String key) {
        return key.endsWith(AWS_KEY);
    }

    /** Shares, unless that is known to be impossible. */
    void apply(RegionalImage image, Runnable sharing) {
        List<String> encrypted = image.image().blockDeviceMappings().stream()
                .flatMap(device -> Stream.ofNullable(device.ebs()))
                .filter(ebs -> Boolean.TRUE.equals(ebs.encrypted()) && ebs.snapshotId() != null)
                .map(EbsBlockDevice::snapshotId)
                .toList();
        if (encrypted.isEmpty()) {
            sharing.run();
            return;
        }
        List<Snapshot> snapshots = Call.repeatable(
                        "DescribeSnapshots",
                        call -> ec2.describeSnapshots(r -> r.ownerIds("self")
                                .filters(Ec2Filters.exactly("snapshot-id", encrypted))
                                .overrideConfiguration(call)))
                .snapshots();
        for (Snapshot snapshot : snapshots) {
            if (isAwsKey(String.valueOf(snapshot.kmsKeyId()))) {
                throw new CloudException(
                        Kind.FINAL, "Sharing", "", "of snapshot " + snapshot.snapshotId() + ": " + REMEDY, null);
            }
        }
        try {
            sharing.run();
        } catch (CloudException e) {
            if (e.kind() != Kind.FINAL || Denial.is(e.code())) {
                throw e;
            }
            throw new CloudException(
                    Kind.FINAL,
                    "Sharing",
                    e.code(),
                    e.getMessage() + "; its snapshots are encrypted, and " + REMEDY,
                    e);
        }
    }
}
