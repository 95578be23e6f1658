package io.amibuilder.aws;

import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Every instance that a question is answered with, page after page. */
final class InstancePages {
    /** The largest page of DescribeInstances: one call for as many as can be. */
    private static final int PAGE_SIZE = 1000;

    private InstancePages() {}

    /** Asks by filters rather than ids: a missing id would fail the whole call. */
    static Stream<Instance> find(Ec2Client ec2, Consumer<DescribeInstancesRequest.Builder> question) {
        return Pages.all(
                        token -> Call.repeatable(
                                "DescribeInstances",
                                call -> ec2.describeInstances(r -> r.applyMutation(question)
                                        .maxResults(PAGE_SIZE)
                                        .nextToken(token.orElse(null))
                                        .overrideConfiguration(call))),
                        DescribeInstancesResponse::nextToken)
                .flatMap(page -> page.reservations().stream())
                .flatMap(reservation -> reservation.instances().stream());
    }
}
