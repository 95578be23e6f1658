package io.amibuilder.aws;

import software.amazon.awssdk.services.ec2.Ec2Client;

/** Whether a key pair exists. */
final class KeyPairCheck {
    private static final String OPERATION = "DescribeKeyPairs";

    private final Ec2Client ec2;

    KeyPairCheck(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    void check(String name, Findings found) {
        String subject = "key pair " + name;
        found.ask(subject, () -> exists(name))
                .filter(exists -> !exists)
                .ifPresent(missing -> found.error(
                        subject, "does not exist in this region and account", "correct it, or leave it out"));
    }

    private boolean exists(String name) {
        return !Call.repeatable(
                        OPERATION,
                        call -> ec2.describeKeyPairs(r ->
                                r.filters(Ec2Filters.exactly("key-name", name)).overrideConfiguration(call)))
                .keyPairs()
                .isEmpty();
    }
}
