package io.amibuilder.examples.guide;

import io.amibuilder.aws.AwsCloudProvider;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** docs/aws.md, "Clients". */
final class ClientsGuide {
    private ClientsGuide() {}

    static AwsCloudProvider provider(Ec2Client ec2, SsmClient ssm) {
        // begins
        AwsCloudProvider provider =
                AwsCloudProvider.builder().ec2Client(ec2).ssmClient(ssm).build();
        // ends
        return provider;
    }
}
