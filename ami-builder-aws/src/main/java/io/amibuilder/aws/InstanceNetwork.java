package io.amibuilder.aws;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/**
 * The network of a launch. EC2 takes subnet and security groups either with the instance or with a network interface,
 * never with both (EC2 API reference, "RunInstances").
 */
final class InstanceNetwork {
    private final LaunchSettings settings;
    private final LaunchPlace place;
    private final Optional<LaunchTemplateInstanceNetworkInterfaceSpecification> templates;

    InstanceNetwork(LaunchSettings settings, LaunchPlace place, Optional<LaunchTemplate> template) {
        this.settings = settings;
        this.place = place;
        this.templates = template.flatMap(given -> given.networkInterfaces().stream()
                .filter(each -> each.deviceIndex() == null || each.deviceIndex() == 0)
                .findFirst());
    }

    void addTo(RunInstancesRequest.Builder run) {
        boolean anySaid = place.subnet().isPresent()
                || !settings.securityGroups().isEmpty()
                || settings.publicIp().isPresent();
        if (settings.publicIp().isPresent() || (anySaid && templates.isPresent())) {
            run.networkInterfaces(first());
            return;
        }
        place.subnet().ifPresent(run::subnetId);
        run.securityGroupIds(settings.securityGroups());
    }

    /** Only a network interface can say whether it has a public address; then it says the rest, too. */
    private InstanceNetworkInterfaceSpecification first() {
        List<String> groups = settings.securityGroups().isEmpty()
                ? templates
                        .map(LaunchTemplateInstanceNetworkInterfaceSpecification::groups)
                        .orElse(List.of())
                : settings.securityGroups();
        return InstanceNetworkInterfaceSpecification.builder()
                .deviceIndex(0)
                .associatePublicIpAddress(settings.publicIp()
                        .or(() -> templates.map(
                                LaunchTemplateInstanceNetworkInterfaceSpecification::associatePublicIpAddress))
                        .orElse(null))
                .deleteOnTermination(true)
                .groups(groups)
                .subnetId(place.subnet()
                        .or(() -> templates.map(LaunchTemplateInstanceNetworkInterfaceSpecification::subnetId))
                        .orElse(null))
                .build();
    }
}
