package io.amibuilder.ec2server;

import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.Query;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The Spot requests behind instances, and whether EC2 takes its instances back. */
final class SpotApi {
    private final Map<InstanceId, String> requests = new ConcurrentHashMap<>();
    private final Map<String, Boolean> active = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> tags = new ConcurrentHashMap<>();

    /** What it answers, by action. */
    Map<String, Function<Parameters, String>> handlers() {
        return Map.of("CancelSpotInstanceRequests", this::cancel, "DescribeSpotInstanceRequests", this::describe);
    }

    /** Notes that a launch asked for Spot; a request that is not persistent could not be stopped. */
    boolean asks(Parameters launch, InstanceId instance) {
        boolean spot = launch.get("InstanceMarketOptions.MarketType").equals("spot");
        if (spot) {
            String request = "sir-" + instance.value().substring("i-".length());
            if (requests.putIfAbsent(instance, request) == null) {
                tags.put(request, launch.tags("spot-instances-request"));
                active.put(
                        request,
                        launch.get("InstanceMarketOptions.SpotOptions.SpotInstanceType")
                                .equals("persistent"));
            }
        }
        return spot;
    }

    /** The requests that would launch another instance for one that is terminated. */
    List<String> active() {
        return active.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    boolean wouldRelaunch(InstanceId instance) {
        return active.getOrDefault(requests.getOrDefault(instance, ""), false);
    }

    /** What DescribeInstances adds for an instance of Spot. */
    String xml(InstanceStatus instance) {
        String request = requests.get(instance.id());
        return request == null
                ? ""
                : Xml.element("instanceLifecycle", "spot") + Xml.element("spotInstanceRequestId", request);
    }

    /** The reason that EC2 gives when it stops a Spot instance (EC2 API reference, "StateReason"). */
    InstanceStatus takenBack(InstanceStatus instance) {
        return requests.containsKey(instance.id()) && instance.state() == InstanceState.STOPPED
                ? new InstanceStatus(
                        instance.id(),
                        instance.state(),
                        "Server.SpotInstanceShutdown: Server.SpotInstanceShutdown",
                        instance.launchedAt(),
                        instance.tags())
                : instance;
    }

    private String describe(Parameters request) {
        Query query = request.query();
        Set<String> states = request.filters().getOrDefault("state", Set.of("active", "cancelled"));
        return Xml.set(
                "spotInstanceRequestSet",
                active.entrySet().stream()
                        .filter(each -> states.contains(each.getValue() ? "active" : "cancelled"))
                        .map(Map.Entry::getKey)
                        .filter(id -> query.matches(tags.getOrDefault(id, Map.of())))
                        .map(id -> Xml.element("spotInstanceRequestId", id) + Xml.tags(tags.getOrDefault(id, Map.of())))
                        .toList());
    }

    private String cancel(Parameters request) {
        return Xml.set(
                "spotInstanceRequestSet",
                request.list("SpotInstanceRequestId").stream()
                        .map(id -> {
                            active.replace(id, false);
                            return Xml.element("spotInstanceRequestId", id) + Xml.element("state", "cancelled");
                        })
                        .toList());
    }
}
