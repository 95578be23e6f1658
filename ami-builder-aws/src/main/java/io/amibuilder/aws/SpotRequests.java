package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSpotInstanceRequestsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.SpotInstanceRequest;

/**
 * The persistent Spot requests behind instances. Such a request launches another instance for one that is terminated, so
 * that it must be cancelled first (EC2 user guide, "Terminate a Spot Instance").
 */
final class SpotRequests {
    /** More instances than a program looks at at one time; one that is forgotten is looked at again. */
    private static final int REMEMBERED = 10_000;

    /** The largest page of DescribeSpotInstanceRequests. */
    private static final int PAGE_SIZE = 1000;
    /** In every other state it launches nothing any more (EC2 user guide, "Spot Instance request states"). */
    private static final Filter MAY_LAUNCH = Ec2Filters.exactly("state", List.of("open", "active", "disabled"));

    private final Ec2Client ec2;
    private final Map<String, Optional<String>> requestOfInstance = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
            return size() > REMEMBERED;
        }
    };

    SpotRequests(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /** Remembers whether Spot stands behind this instance; both a launch and a look tell it. */
    void remember(Instance instance) {
        synchronized (requestOfInstance) {
            requestOfInstance.put(instance.instanceId(), Optional.ofNullable(instance.spotInstanceRequestId()));
        }
    }

    /** Cancels the request behind an instance; does nothing for an on-demand instance. */
    void cancelBehind(String instanceId) {
        Optional<String> known;
        synchronized (requestOfInstance) {
            known = requestOfInstance.get(instanceId);
        }
        Optional<String> request = known == null ? ask(instanceId) : known;
        request.ifPresent(this::cancel);
    }

    /** Those that may launch an instance, perhaps for one that somebody has ended. */
    Stream<ResourceStatus> find(Query query) {
        List<Filter> filters = Stream.concat(Ec2Filters.of(query).stream(), Stream.of(MAY_LAUNCH))
                .toList();
        return Pages.all(token -> requests(filters, token), DescribeSpotInstanceRequestsResponse::nextToken)
                .flatMap(page -> page.spotInstanceRequests().stream())
                .map(SpotRequests::status)
                .filter(request -> query.matches(request.tags()));
    }

    private DescribeSpotInstanceRequestsResponse requests(List<Filter> filters, Optional<String> token) {
        return Call.repeatable(
                "DescribeSpotInstanceRequests",
                call -> ec2.describeSpotInstanceRequests(r -> r.filters(filters)
                        .maxResults(PAGE_SIZE)
                        .nextToken(token.orElse(null))
                        .overrideConfiguration(call)));
    }

    private static ResourceStatus status(SpotInstanceRequest request) {
        return new ResourceStatus(
                ResourceStatus.Kind.SPOT_REQUEST,
                request.spotInstanceRequestId(),
                false, // nobody but a build at work needs it, and of that its expiry tells
                Optional.ofNullable(request.createTime()).orElse(Instant.MAX),
                Ec2Tags.map(request.tags()));
    }

    void cancel(String id) {
        try {
            Call.repeatable(
                    "CancelSpotInstanceRequests",
                    call -> ec2.cancelSpotInstanceRequests(
                            r -> r.spotInstanceRequestIds(id).overrideConfiguration(call)));
        } catch (CloudException e) {
            if (e.kind() != CloudException.Kind.NOT_FOUND) { // what is long gone launches nothing
                throw e;
            }
        }
    }

    private Optional<String> ask(String instanceId) {
        return Call.repeatable(
                        "DescribeInstances",
                        call -> ec2.describeInstances(r -> r.filters(Ec2Filters.exactly("instance-id", instanceId))
                                .overrideConfiguration(call)))
                .reservations()
                .stream()
                .flatMap(reservation -> reservation.instances().stream())
                .map(Instance::spotInstanceRequestId)
                .flatMap(Stream::ofNullable)
                .findFirst();
    }
}
