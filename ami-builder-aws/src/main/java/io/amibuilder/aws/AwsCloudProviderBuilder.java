package io.amibuilder.aws;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Describes an {@link AwsCloudProvider}. Not safe for use by several threads. */
public final class AwsCloudProviderBuilder {
    /** The smallest current type that is to be had in every region; a bake mostly waits. */
    public static final String DEFAULT_INSTANCE_TYPE = "t3.nano";
    /** One hop: the instance itself may read its credentials, a container that runs on it may not. */
    public static final int DEFAULT_METADATA_HOP_LIMIT = 1;

    private static final int MAX_METADATA_HOP_LIMIT = 64; // EC2 API reference, "InstanceMetadataOptionsRequest"

    private Optional<String> region = Optional.empty();
    private Optional<URI> endpoint = Optional.empty();
    private Optional<AwsCredentialsProvider> credentials = Optional.empty();
    private Optional<Ec2Client> ec2 = Optional.empty();
    private Optional<SsmClient> ssm = Optional.empty();
    private Optional<ServiceQuotasClient> serviceQuotas = Optional.empty();
    private String instanceType = DEFAULT_INSTANCE_TYPE;
    private Optional<String> subnet = Optional.empty();
    private List<String> securityGroups = List.of();
    private Optional<String> instanceProfile = Optional.empty();
    private Optional<String> keyPair = Optional.empty();
    private List<BlockDevice> blockDevices = List.of();
    private Optional<Boolean> publicIp = Optional.empty();
    private int metadataHopLimit = DEFAULT_METADATA_HOP_LIMIT;

    private final Map<String, ImageDevices.Fate> imageDevices = new TreeMap<>();

    AwsCloudProviderBuilder() {}

    /** The region, as in {@code eu-west-1}; by default that of a given EC2 client, else what the SDK finds. */
    public AwsCloudProviderBuilder region(String name) {
        region = Optional.of(name);
        return this;
    }

    /** Where EC2 and the parameter store answer; by default {@code AWS_ENDPOINT_URL} or AWS itself. */
    public AwsCloudProviderBuilder endpoint(URI uri) {
        endpoint = Optional.of(uri);
        return this;
    }

    /** Whose calls these are; by default what the SDK finds. */
    public AwsCloudProviderBuilder credentials(AwsCredentialsProvider provider) {
        credentials = Optional.of(provider);
        return this;
    }

    /** The client to use instead of an own one. It stays the caller's to close; its time-outs apply. */
    public AwsCloudProviderBuilder ec2Client(Ec2Client client) {
        ec2 = Optional.of(client);
        return this;
    }

    /** The client to use instead of an own one. It stays the caller's to close; its time-outs apply. */
    public AwsCloudProviderBuilder ssmClient(SsmClient client) {
        ssm = Optional.of(client);
        return this;
    }

    /**
     * The client to use for the quota check of a preflight, instead of an own one. It stays the caller's to close. Needs
     * the artifact {@code software.amazon.awssdk:servicequotas}.
     */
    public AwsCloudProviderBuilder serviceQuotasClient(ServiceQuotasClient client) {
        serviceQuotas = Optional.of(client);
        return this;
    }

    /** The type of the baking instance; by default {@value #DEFAULT_INSTANCE_TYPE}. Its architecture is the image's. */
    public AwsCloudProviderBuilder instanceType(String type) {
        instanceType = type;
        return this;
    }

    /** The subnet, as in {@code subnet-1}; by default one of the default network. */
    public AwsCloudProviderBuilder subnet(String id) {
        subnet = Optional.of(id);
        return this;
    }

    /** The security groups' ids, as in {@code sg-1}; by default the network's default group. Replaces those given. */
    public AwsCloudProviderBuilder securityGroups(String... ids) {
        securityGroups = List.of(ids);
        return this;
    }

    /** Name or ARN of the instance profile whose role the instance has; by default none. */
    public AwsCloudProviderBuilder instanceProfile(String nameOrArn) {
        instanceProfile = Optional.of(nameOrArn);
        return this;
    }

    /** The key pair for a look inside by SSH; by default none. A bake needs none. */
    public AwsCloudProviderBuilder keyPair(String name) {
        keyPair = Optional.of(name);
        return this;
    }

    /** Changes to the base image's disks; by default none. Replaces those given. */
    public AwsCloudProviderBuilder blockDevices(List<BlockDevice> devices) {
        blockDevices = List.copyOf(devices);
        return this;
    }

    /**
     * Leaves this volume of the instance, as in {@code /dev/sdb}, out of the image; by default the image has all of them.
     * Replaces what was said of it.
     */
    public AwsCloudProviderBuilder imageWithout(String deviceName) {
        imageDevices.put(deviceName, ImageDevices.Fate.LEFT_OUT);
        return this;
    }

    /**
     * Whether an instance of the image deletes this volume when it ends; by default as the baking instance does, which
     * deletes all. Replaces what was said of it.
     */
    public AwsCloudProviderBuilder imageDeletesOnTermination(String deviceName, boolean deletes) {
        imageDevices.put(deviceName, deletes ? ImageDevices.Fate.DELETED_WITH_INSTANCE : ImageDevices.Fate.KEPT);
        return this;
    }

    /** Whether the instance has a public address; by default the subnet decides. */
    public AwsCloudProviderBuilder publicIp(boolean given) {
        publicIp = Optional.of(given);
        return this;
    }

    /** How far instance metadata reaches, 1 to 64 hops; 2 lets containers in. By default 1. */
    public AwsCloudProviderBuilder metadataHopLimit(int hops) {
        metadataHopLimit = hops;
        return this;
    }

    /**
     * The provider. Asks AWS nothing, but looks for the region where none is given.
     *
     * @throws AwsSettingsException that names everything missing or malformed
     */
    public AwsCloudProvider build() {
        requireWellFormed();
        Region where = region.map(Region::of)
                .or(() -> ec2.map(client -> client.serviceClientConfiguration().region()))
                .orElseGet(() -> Regions.of("AwsCloudProvider", Optional.empty()));
        LaunchSettings settings = new LaunchSettings(
                where.id(),
                instanceType,
                subnet,
                securityGroups,
                instanceProfile,
                keyPair,
                blockDevices,
                publicIp,
                metadataHopLimit);
        return new AwsCloudProvider(
                settings,
                new ImageDevices(imageDevices),
                new Ec2Connection(where, endpoint, credentials, ec2, ssm),
                serviceQuotas);
    }

    private void requireWellFormed() {
        List<String> problems = new ArrayList<>();
        requireText(problems, "region", region);
        requireText(problems, "instanceType", Optional.of(instanceType));
        requireText(problems, "subnet", subnet);
        requireText(problems, "instanceProfile", instanceProfile);
        requireText(problems, "keyPair", keyPair);
        if (subnet.isPresent() && !subnet.get().startsWith("subnet-")) {
            problems.add("subnet(...) must be an id that begins with 'subnet-', but was '" + subnet.get() + "'");
        }
        securityGroups.stream()
                .filter(id -> !id.startsWith("sg-"))
                .forEach(id -> problems.add(
                        "securityGroups(...) must be ids that begin with 'sg-', but one was '" + id + "'"));
        if (imageDevices.keySet().stream().anyMatch(String::isBlank)) {
            problems.add("imageWithout(...) and imageDeletesOnTermination(...) must name a device, as in '/dev/sdb'");
        }
        if (endpoint.isPresent() && !endpoint.get().isAbsolute()) {
            problems.add("endpoint(...) must be an absolute URI, but was '" + endpoint.get() + "'");
        }
        if (metadataHopLimit < 1 || metadataHopLimit > MAX_METADATA_HOP_LIMIT) {
            problems.add(
                    "metadataHopLimit(...) must be 1 to " + MAX_METADATA_HOP_LIMIT + ", but was " + metadataHopLimit);
        }
        if (!problems.isEmpty()) {
            throw new AwsSettingsException("AwsCloudProvider:", problems);
        }
    }

    private static void requireText(List<String> problems, String setting, Optional<String> value) {
        if (value.isPresent() && value.get().isBlank()) {
            problems.add(setting + "(...) must not be blank");
        }
    }
}
