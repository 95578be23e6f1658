package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.Query;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Looks at instances and ends them. */
final class Ec2Instances {
    private final Ec2Client ec2;
    private final SpotRequests spot;

    Ec2Instances(Ec2Client ec2, SpotRequests spot) {
        this.ec2 = ec2;
        this.spot = spot;
    }

    List<InstanceStatus> find(Query query) {
        return InstancePages.find(ec2, r -> r.filters(Ec2Filters.of(query)))
                .map(this::status)
                .filter(instance -> query.matches(instance.tags()))
                .toList();
    }

    void terminate(InstanceId id) {
        spot.cancelBehind(id.value());
        unlessGone(() -> Call.repeatable(
                "TerminateInstances",
                call -> ec2.terminateInstances(r -> r.instanceIds(id.value()).overrideConfiguration(call))));
    }

    void stop(InstanceId id) {
        unlessGone(() -> Call.repeatable(
                "StopInstances",
                call -> ec2.stopInstances(r -> r.instanceIds(id.value()).overrideConfiguration(call))));
    }

    private static void unlessGone(Runnable call) {
        try {
            call.run();
        } catch (CloudException e) {
            boolean ended = e.code().equals("IncorrectInstanceState"); // EC2's answer to stopping what is terminated
            if (e.kind() != CloudException.Kind.NOT_FOUND && !ended) {
                throw e;
            }
        }
    }

    private InstanceStatus status(Instance instance) {
        spot.remember(instance);
        String state =
                instance.state() == null ? "" : String.valueOf(instance.state().nameAsString());
        Optional<InstanceState> known = Arrays.stream(InstanceState.values())
                .filter(each -> each.text().equals(state))
                .findFirst();
        return new InstanceStatus(
                new InstanceId(instance.instanceId()),
                known.orElse(InstanceState.PENDING), // not to be taken for stopped, nor for gone
                known.isPresent() ? reason(instance) : "unknown state '" + state + "'",
                Optional.ofNullable(instance.launchTime()).orElse(Instant.EPOCH),
                Ec2Tags.map(instance.tags()));
    }

    private static String reason(Instance instance) {
        if (instance.stateReason() == null) {
            return Optional.ofNullable(instance.stateTransitionReason()).orElse("");
        }
        return Reasons.text(
                instance.stateReason().code(), instance.stateReason().message());
    }
}
