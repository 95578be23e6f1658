package io.amibuilder.aws;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.LaunchRequest;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.CapacityReservationSpecification;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceInterruptionBehavior;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.Placement;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.ShutdownBehavior;
import software.amazon.awssdk.services.ec2.model.SpotInstanceType;
import software.amazon.awssdk.services.ec2.model.SpotMarketOptions;

/** A launch in EC2's words. */
final class InstanceRequest {
    private final LaunchSettings settings;
    private final LaunchPlace place;
    private final Optional<LaunchTemplate> template;

    InstanceRequest(LaunchSettings settings, LaunchPlace place, Optional<LaunchTemplate> template) {
        this.settings = settings;
        this.place = place;
        this.template = template;
    }

    RunInstancesRequest.Builder of(LaunchRequest request, List<BlockDeviceMapping> disks) {
        RunInstancesRequest.Builder run = RunInstancesRequest.builder()
                .minCount(1)
                .maxCount(1)
                .imageId(request.baseImage().value())
                .clientToken(request.token())
                // The SDK does not encode it
                .userData(Base64.getEncoder().encodeToString(request.userdata().bytes()))
                .instanceInitiatedShutdownBehavior(ShutdownBehavior.STOP)
                .metadataOptions(metadata -> metadata.httpEndpoint(InstanceMetadataEndpointState.ENABLED)
                        .httpTokens(HttpTokensState.REQUIRED)
                        .httpPutResponseHopLimit(settings.metadataHopLimit()))
                .tagSpecifications(Ec2Tags.specifications(tags(request)))
                .blockDeviceMappings(disks);
        place.instanceType().ifPresent(run::instanceType);
        settings.keyPair().ifPresent(run::keyName);
        settings.instanceProfile().ifPresent(profile -> run.iamInstanceProfile(profile(profile)));
        template.ifPresent(given -> run.launchTemplate(
                        base -> base.launchTemplateId(given.id()).version(given.version()))
                // A template that protects its instances would keep the build from ending its own
                .disableApiTermination(false)
                .disableApiStop(false));
        new InstanceNetwork(settings, place, template).addTo(run);
        addCapacity(run, request);
        return run;
    }

    private Map<ResourceType, Map<String, String>> tags(LaunchRequest request) {
        Map<ResourceType, Map<String, String>> tags = new LinkedHashMap<>();
        tags.put(ResourceType.INSTANCE, request.instanceTags());
        tags.put(ResourceType.VOLUME, request.volumeTags());
        tags.put(ResourceType.NETWORK_INTERFACE, request.volumeTags());
        if (place.spot()) {
            tags.put(ResourceType.SPOT_INSTANCES_REQUEST, request.volumeTags());
        }
        return tags;
    }

    private void addCapacity(RunInstancesRequest.Builder run, LaunchRequest request) {
        LaunchPlaces places = settings.places();
        if (places.tenancy().isPresent() || places.placementGroup().isPresent()) {
            run.placement(Placement.builder()
                    .tenancy(places.tenancy().map(Tenancy::text).orElse(null))
                    .groupName(places.placementGroup().orElse(null))
                    .build());
        }
        places.creditMode().ifPresent(mode -> run.creditSpecification(credits -> credits.cpuCredits(mode.text())));
        if (place.spot()) { // Spot uses no reservation
            run.instanceMarketOptions(
                    market -> market.marketType(MarketType.SPOT).spotOptions(spot(request)));
        } else {
            places.capacityReservation().ifPresent(which -> run.capacityReservationSpecification(reservation(which)));
        }
    }

    /** Should everybody forget the request, it ends when the build's things may be swept, and launches nothing more. */
    private static SpotMarketOptions spot(LaunchRequest request) {
        return SpotMarketOptions.builder()
                .spotInstanceType(SpotInstanceType.PERSISTENT)
                .instanceInterruptionBehavior(InstanceInterruptionBehavior.STOP)
                .validUntil(Optional.ofNullable(request.instanceTags().get(AmiTags.EXPIRES))
                        .map(Instant::parse)
                        .orElse(null))
                .build();
    }

    private static CapacityReservationSpecification reservation(CapacityReservation which) {
        CapacityReservationSpecification.Builder specification = CapacityReservationSpecification.builder();
        return (which.isPreference()
                        ? specification.capacityReservationPreference(which.text())
                        : specification.capacityReservationTarget(target -> target.capacityReservationId(which.text())))
                .build();
    }

    private static IamInstanceProfileSpecification profile(String nameOrArn) {
        IamInstanceProfileSpecification.Builder profile = IamInstanceProfileSpecification.builder();
        return (nameOrArn.startsWith("arn:") ? profile.arn(nameOrArn) : profile.name(nameOrArn)).build();
    }
}
