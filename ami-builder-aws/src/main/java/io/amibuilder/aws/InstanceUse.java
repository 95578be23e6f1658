package io.amibuilder.aws;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** Which images the own instances were launched from. A stopped instance counts, a terminated one does not. */
final class InstanceUse {
    /** The largest page of DescribeInstances. */
    private static final int PAGE_SIZE = 1000;

    private final Ec2Client ec2;

    InstanceUse(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    void find(ImageUsers users) {
        Batches.of(users.images(), Ec2Filters.MAX_VALUES)
                .flatMap(ids -> Pages.all(token -> page(ids, token), DescribeInstancesResponse::nextToken))
                .flatMap(page -> page.reservations().stream())
                .flatMap(reservation -> reservation.instances().stream())
                .filter(InstanceUse::isThere)
                .forEach(instance -> users.add(instance.imageId(), "instance " + instance.instanceId()));
    }

    /** Asked of the answer rather than by a filter, so that a state nobody knows yet counts as there. */
    private static boolean isThere(Instance instance) {
        return instance.state() == null || instance.state().name() != InstanceStateName.TERMINATED;
    }

    private DescribeInstancesResponse page(List<String> images, Optional<String> token) {
        return Call.repeatable(
                "DescribeInstances",
                call -> ec2.describeInstances(r -> r.filters(Ec2Filters.exactly("image-id", images))
                        .includeManagedResources(true) // an account may hide them by default
                        .maxResults(PAGE_SIZE)
                        .nextToken(token.orElse(null))
                        .overrideConfiguration(call)));
    }
}
