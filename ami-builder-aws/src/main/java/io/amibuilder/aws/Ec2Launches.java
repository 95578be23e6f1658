package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Placement;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.ShutdownBehavior;

/** Starts instances. */
final class Ec2Launches {
    private static final String OPERATION = "RunInstances";

    private final Ec2Client ec2;
    private final LaunchSettings settings;
    private final ImageSearch search;
    private final Ec2BlockDevices blockDevices;

    Ec2Launches(Ec2Client ec2, LaunchSettings settings, ImageSearch search, Ec2BlockDevices blockDevices) {
        this.ec2 = ec2;
        this.settings = settings;
        this.search = search;
        this.blockDevices = blockDevices;
    }

    InstanceId launch(LaunchRequest request) {
        requireOwnPlacement(request.placement());
        String image = request.baseImage().value();
        if (!blockDevices.knows(image)) { // a process that resumes a build has not resolved it
            search.byId(image).ifPresent(blockDevices::remember);
        }
        RunInstancesRequest.Builder run = request(request);
        List<Instance> started = Call.once(
                        OPERATION,
                        call -> ec2.runInstances(run.overrideConfiguration(call).build()))
                .instances();
        if (started.isEmpty() || started.get(0).instanceId() == null) {
            throw new CloudException(Kind.OUTCOME_UNKNOWN, OPERATION, "", "the answer names no instance", null);
        }
        return new InstanceId(started.get(0).instanceId());
    }

    RunInstancesRequest.Builder request(LaunchRequest request) {
        RunInstancesRequest.Builder run = RunInstancesRequest.builder()
                .minCount(1)
                .maxCount(1)
                .imageId(request.baseImage().value())
                .instanceType(settings.instanceType())
                .clientToken(request.token())
                // The SDK does not encode it
                .userData(Base64.getEncoder().encodeToString(request.userdata().bytes()))
                .instanceInitiatedShutdownBehavior(ShutdownBehavior.STOP)
                .metadataOptions(metadata -> metadata.httpEndpoint(InstanceMetadataEndpointState.ENABLED)
                        .httpTokens(HttpTokensState.REQUIRED)
                        .httpPutResponseHopLimit(settings.metadataHopLimit()))
                .tagSpecifications(Ec2Tags.specifications(
                        ResourceType.INSTANCE, request.instanceTags(), ResourceType.VOLUME, request.volumeTags()))
                .blockDeviceMappings(blockDevices.of(request.baseImage().value()));
        settings.keyPair().ifPresent(run::keyName);
        settings.instanceProfile().ifPresent(profile -> run.iamInstanceProfile(profile(profile)));
        settings.publicIp().ifPresentOrElse(given -> run.networkInterfaces(networkInterface(given)), () -> {
            settings.subnet().ifPresent(run::subnetId);
            run.securityGroupIds(settings.securityGroups());
        });
        return run;
    }

    /** Only a network interface can say whether it has a public address; then it says the rest, too. */
    private InstanceNetworkInterfaceSpecification networkInterface(boolean publicIp) {
        InstanceNetworkInterfaceSpecification.Builder first = InstanceNetworkInterfaceSpecification.builder()
                .deviceIndex(0)
                .associatePublicIpAddress(publicIp)
                .deleteOnTermination(true)
                .groups(settings.securityGroups());
        settings.subnet().ifPresent(first::subnetId);
        return first.build();
    }

    private static IamInstanceProfileSpecification profile(String nameOrArn) {
        IamInstanceProfileSpecification.Builder profile = IamInstanceProfileSpecification.builder();
        return (nameOrArn.startsWith("arn:") ? profile.arn(nameOrArn) : profile.name(nameOrArn)).build();
    }

    private void requireOwnPlacement(Placement placement) {
        if (!placement.equals(settings.placement()) && !placement.equals(Placement.DEFAULT)) {
            throw new CloudException(
                    Kind.FINAL,
                    OPERATION,
                    "",
                    "the placement must be '" + settings.placement() + "', but was '" + placement
                            + "'; resume a build with the settings it was begun with",
                    null);
        }
    }
}
