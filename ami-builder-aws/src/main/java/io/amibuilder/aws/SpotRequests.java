package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * The persistent Spot requests behind instances. Such a request launches another instance for one that is terminated, so
 * that it must be cancelled first (EC2 user guide, "Terminate a Spot Instance").
 */
final class SpotRequests {
    /** More instances than a program looks at at one time; one that is forgotten is looked at again. */
    private static final int REMEMBERED = 10_000;

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

    private void cancel(String id) {
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
