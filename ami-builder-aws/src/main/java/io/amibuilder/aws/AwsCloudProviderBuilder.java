package io.amibuilder.aws;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Describes an {@link AwsCloudProvider}. What is not said is left to EC2 or to the launch template. Not safe for use by
 * several threads.
 */
public final class AwsCloudProviderBuilder implements Cloneable {
    /** The smallest current type that is to be had in every region; a bake mostly waits. */
    public static final String DEFAULT_INSTANCE_TYPE = "t3.nano";
    /** One hop: the instance itself may read its credentials, a container that runs on it may not. */
    public static final int DEFAULT_METADATA_HOP_LIMIT = 1;

    private Optional<String> region = Optional.empty();
    private Optional<URI> endpoint = Optional.empty();
    private Optional<AwsCredentialsProvider> credentials = Optional.empty();
    private Optional<Ec2Client> ec2 = Optional.empty();
    private Optional<SsmClient> ssm = Optional.empty();
    private Optional<ServiceQuotasClient> serviceQuotas = Optional.empty();
    private List<String> instanceTypes = List.of();
    private List<String> subnets = List.of();
    private Purchase purchase = Purchase.ON_DEMAND;
    private Optional<Tenancy> tenancy = Optional.empty();
    private Optional<String> placementGroup = Optional.empty();
    private Optional<CapacityReservation> capacityReservation = Optional.empty();
    private Optional<CreditMode> creditMode = Optional.empty();
    private Optional<LaunchTemplateName> launchTemplate = Optional.empty();
    private List<String> securityGroups = List.of();
    private Optional<String> instanceProfile = Optional.empty();
    private Optional<String> keyPair = Optional.empty();
    private Optional<BlockDevice> rootVolume = Optional.empty();
    private List<BlockDevice> blockDevices = List.of();
    private Optional<Boolean> publicIp = Optional.empty();
    private int metadataHopLimit = DEFAULT_METADATA_HOP_LIMIT;

    private Map<String, ImageDevices.Fate> imageDevices = new TreeMap<>();

    AwsCloudProviderBuilder() {}

    /**
     * The region, as in {@code eu-west-1}; by default that of a given EC2 client, else what the SDK finds.
     *
     * @param name the region's code
     * @return this builder
     */
    public AwsCloudProviderBuilder region(String name) {
        region = Optional.of(name);
        return this;
    }

    /**
     * Where EC2 and the parameter store answer; by default {@code AWS_ENDPOINT_URL} or AWS itself.
     *
     * @param uri one address for all services, as of a local stand-in
     * @return this builder
     */
    public AwsCloudProviderBuilder endpoint(URI uri) {
        endpoint = Optional.of(uri);
        return this;
    }

    /**
     * Whose calls these are; by default what the SDK finds.
     *
     * @param provider asked before each request
     * @return this builder
     */
    public AwsCloudProviderBuilder credentials(AwsCredentialsProvider provider) {
        credentials = Optional.of(provider);
        return this;
    }

    /**
     * The client to use instead of an own one. It stays the caller's to close; its time-outs apply. It may carry an
     * {@link AwsCloudProvider#STS_CLIENT}.
     *
     * @param client made for this provider's region
     * @return this builder
     */
    public AwsCloudProviderBuilder ec2Client(Ec2Client client) {
        ec2 = Optional.of(client);
        return this;
    }

    /**
     * The client to use instead of an own one. It stays the caller's to close; its time-outs apply.
     *
     * @param client made for this provider's region
     * @return this builder
     */
    public AwsCloudProviderBuilder ssmClient(SsmClient client) {
        ssm = Optional.of(client);
        return this;
    }

    /**
     * The client to use for the quota check of a preflight, instead of an own one. It stays the caller's to close.
     * Needs the artifact {@code software.amazon.awssdk:servicequotas}.
     *
     * @param client made for this provider's region
     * @return this builder
     */
    @SuppressWarnings("exports") // who has such a client requires its module
    public AwsCloudProviderBuilder serviceQuotasClient(ServiceQuotasClient client) {
        serviceQuotas = Optional.of(client);
        return this;
    }

    /**
     * The one type of the baking instance; see {@link #instanceTypes}.
     *
     * @param type as in {@code m7g.large}
     * @return this builder
     */
    public AwsCloudProviderBuilder instanceType(String type) {
        return instanceTypes(type);
    }

    /**
     * The types of the baking instance, best first: where one has no room in any subnet, the next is tried. All must be
     * able to run the base image, which decides the architecture. By default the launch template's, else
     * {@value #DEFAULT_INSTANCE_TYPE}. Replaces those given.
     *
     * @param types at least one, as in {@code m7g.large}
     * @return this builder
     */
    public AwsCloudProviderBuilder instanceTypes(String... types) {
        instanceTypes = List.of(types);
        return this;
    }

    /**
     * The one subnet, as in {@code subnet-1}; see {@link #subnets}.
     *
     * @param id the subnet's id
     * @return this builder
     */
    public AwsCloudProviderBuilder subnet(String id) {
        return subnets(id);
    }

    /**
     * The subnets' ids, best first: where one has no room for a type, the next is tried. By default the launch
     * template's, else one of the default network. Replaces those given.
     *
     * @param ids at least one, as in {@code subnet-1}
     * @return this builder
     */
    public AwsCloudProviderBuilder subnets(String... ids) {
        subnets = List.of(ids);
        return this;
    }

    /**
     * How the instance is paid for; by default {@link Purchase#ON_DEMAND}.
     *
     * @param how on demand or Spot
     * @return this builder
     */
    public AwsCloudProviderBuilder purchase(Purchase how) {
        purchase = how;
        return this;
    }

    /**
     * Which hardware the instance runs on; by default the subnet's network decides.
     *
     * @param where shared hardware, dedicated hardware or a host
     * @return this builder
     */
    public AwsCloudProviderBuilder tenancy(Tenancy where) {
        tenancy = Optional.of(where);
        return this;
    }

    /**
     * The name of the placement group; by default none.
     *
     * @param name of a group that exists
     * @return this builder
     */
    public AwsCloudProviderBuilder placementGroup(String name) {
        placementGroup = Optional.of(name);
        return this;
    }

    /**
     * Which reserved capacity an on-demand instance may use; by default any open one that fits. Spot uses none.
     *
     * @param which the reservation, any open one, or none
     * @return this builder
     */
    public AwsCloudProviderBuilder capacityReservation(CapacityReservation which) {
        capacityReservation = Optional.of(which);
        return this;
    }

    /**
     * What a burstable instance does without CPU credits; by default the account's choice for its type.
     *
     * @param mode whether it is slowed down or pays for more
     * @return this builder
     */
    public AwsCloudProviderBuilder creditMode(CreditMode mode) {
        creditMode = Optional.of(mode);
        return this;
    }

    /**
     * The launch template's default version as the base; see {@link #launchTemplate(String, String)}.
     *
     * @param idOrName an id that begins with {@code lt-}, or a name
     * @return this builder
     */
    public AwsCloudProviderBuilder launchTemplate(String idOrName) {
        return launchTemplate(idOrName, "$Default");
    }

    /**
     * A launch template as the base of the launch; by default none. What is said here wins over it. Image, user-data,
     * shutdown behaviour, tags, IMDSv2, and that volumes are deleted with their instance are never the template's. A
     * template that asks for Spot by itself is refused.
     *
     * @param idOrName an id that begins with {@code lt-}, or a name
     * @param version a number, {@code $Default} or {@code $Latest}; only a number says in the build's fingerprint what
     *     is in the template
     * @return this builder
     */
    public AwsCloudProviderBuilder launchTemplate(String idOrName, String version) {
        launchTemplate = Optional.of(new LaunchTemplateName(idOrName, version));
        return this;
    }

    /**
     * The security groups' ids, as in {@code sg-1}; by default the network's default group. Replaces those given.
     *
     * @param ids all of them
     * @return this builder
     */
    public AwsCloudProviderBuilder securityGroups(String... ids) {
        securityGroups = List.of(ids);
        return this;
    }

    /**
     * Name or ARN of the instance profile whose role the instance has; by default none.
     *
     * @param nameOrArn of a profile that exists
     * @return this builder
     */
    public AwsCloudProviderBuilder instanceProfile(String nameOrArn) {
        instanceProfile = Optional.of(nameOrArn);
        return this;
    }

    /**
     * The key pair for a look inside by SSH; by default none. A bake needs none.
     *
     * @param name of a key pair that exists in the region
     * @return this builder
     */
    public AwsCloudProviderBuilder keyPair(String name) {
        keyPair = Optional.of(name);
        return this;
    }

    /**
     * The root volume, as in {@code BlockDevice.root(20).withVolumeType("gp3")}; by default as in the base image.
     *
     * @param volume what {@link BlockDevice#root()} begins
     * @return this builder
     */
    public AwsCloudProviderBuilder rootVolume(BlockDevice volume) {
        rootVolume = Optional.of(volume);
        return this;
    }

    /**
     * The root volume's size in GiB, its other properties as in the base image.
     *
     * @param sizeGiB not smaller than the base image's
     * @return this builder
     */
    public AwsCloudProviderBuilder rootVolume(int sizeGiB) {
        return rootVolume(BlockDevice.root(sizeGiB));
    }

    /**
     * Further disks, and changes to the base image's; by default none. Replaces those given.
     *
     * @param devices all of them
     * @return this builder
     */
    public AwsCloudProviderBuilder blockDevices(List<BlockDevice> devices) {
        blockDevices = List.copyOf(devices);
        return this;
    }

    /**
     * Leaves this volume of the instance, as in {@code /dev/sdb}, out of the image; by default the image has all of
     * them. Replaces what was said of it.
     *
     * @param deviceName the device that the baking instance has
     * @return this builder
     */
    public AwsCloudProviderBuilder imageWithout(String deviceName) {
        imageDevices.put(deviceName, ImageDevices.Fate.LEFT_OUT);
        return this;
    }

    /**
     * Whether an instance of the image deletes this volume when it ends; by default as the baking instance does, which
     * deletes all. Replaces what was said of it.
     *
     * @param deviceName the device that the baking instance has, as in {@code /dev/sdb}
     * @param deletes whether the volume goes with the instance
     * @return this builder
     */
    public AwsCloudProviderBuilder imageDeletesOnTermination(String deviceName, boolean deletes) {
        imageDevices.put(deviceName, deletes ? ImageDevices.Fate.DELETED_WITH_INSTANCE : ImageDevices.Fate.KEPT);
        return this;
    }

    /**
     * Whether the instance has a public address; by default the subnet decides.
     *
     * @param given whether it has one
     * @return this builder
     */
    public AwsCloudProviderBuilder publicIp(boolean given) {
        publicIp = Optional.of(given);
        return this;
    }

    /**
     * How far instance metadata reaches, 1 to 64 hops; 2 lets containers in. By default 1.
     *
     * @param hops the most network hops of an answer
     * @return this builder
     */
    public AwsCloudProviderBuilder metadataHopLimit(int hops) {
        metadataHopLimit = hops;
        return this;
    }

    /**
     * {@return the provider} Asks AWS nothing, but looks for the region where none is given.
     *
     * @throws AwsSettingsException that names everything missing or malformed
     */
    public AwsCloudProvider build() {
        LaunchSettings settings = settings();
        SettingsCheck.require(settings, imageDevices.keySet(), region, endpoint);
        Region where = region.map(Region::of)
                .or(() -> ec2.map(client -> client.serviceClientConfiguration().region()))
                .orElseGet(() -> Regions.of("AwsCloudProvider", Optional.empty()));
        return new AwsCloudProvider(
                copy(),
                settings.in(where.id()),
                new ImageDevices(imageDevices),
                new Ec2Connection(where, endpoint, credentials, ec2, ssm, SdkSetup.overrides()),
                serviceQuotas);
    }

    private LaunchSettings settings() {
        List<String> types =
                instanceTypes.isEmpty() && launchTemplate.isEmpty() ? List.of(DEFAULT_INSTANCE_TYPE) : instanceTypes;
        return new LaunchSettings(
                region.orElse(""),
                new LaunchPlaces(types, subnets, purchase, tenancy, placementGroup, capacityReservation, creditMode),
                securityGroups,
                instanceProfile,
                keyPair,
                rootVolume,
                blockDevices,
                publicIp,
                metadataHopLimit,
                launchTemplate);
    }

    /** Every field is immutable but one, so that little more than a shallow copy is needed. */
    AwsCloudProviderBuilder copy() {
        try {
            AwsCloudProviderBuilder copy = (AwsCloudProviderBuilder) clone();
            copy.imageDevices = new TreeMap<>(imageDevices);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e); // it is Cloneable
        }
    }

    @Override
    public String toString() {
        return "builder of an AWS provider" + region.map(name -> " in " + name).orElse("");
    }
}
