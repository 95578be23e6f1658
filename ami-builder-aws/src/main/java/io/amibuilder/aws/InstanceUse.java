package io.amibuilder.aws;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** Which images the own instances were launched from. A stopped instance counts, a terminated one does not. */
final class InstanceUse {
    private final Ec2Client ec2;

    InstanceUse(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    void find(ImageUsers users) {
        Batches.of(users.images(), Ec2Filters.MAX_VALUES)
                .flatMap(ids -> InstancePages.find(
                        ec2,
                        r -> r.filters(Ec2Filters.exactly("image-id", ids))
                                .includeManagedResources(true))) // an account may hide them by default
                .filter(InstanceUse::isThere)
                .forEach(instance -> users.add(instance.imageId(), "instance " + instance.instanceId()));
    }

    /** Asked of the answer rather than by a filter, so that a state nobody knows yet counts as there. */
    private static boolean isThere(Instance instance) {
        return instance.state() == null || instance.state().name() != InstanceStateName.TERMINATED;
    }
}
