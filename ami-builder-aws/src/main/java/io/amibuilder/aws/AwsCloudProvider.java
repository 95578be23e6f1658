package io.amibuilder.aws;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ConsoleOutput;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.OnFailure;
import io.amibuilder.cloud.Placement;
import io.amibuilder.cloud.PreflightRequest;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import io.amibuilder.error.Finding;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * EC2 as the cloud of a bake. Instances are launched with IMDSv2 required, shut-down behaviour {@code stop}, and volumes
 * that are deleted with them. RunInstances and CreateImage are sent once only, whatever the client's own settings say.
 *
 * <p>{@link BaseImage#lookup} finds, in this order, an own image's name, its {@code Name} tag, and its {@code Name} and
 * {@code Version} tags joined by {@code -}, where each dash of the text is tried and the longest name wins.
 *
 * <p>Immutable and safe for use by several threads. {@link #close()} closes the clients that this provider made, never
 * those that it was given. The SDK's own variables, {@code AWS_REGION} and {@code AWS_ENDPOINT_URL} among them, apply
 * where nothing else is said.
 */
public final class AwsCloudProvider implements CloudProvider, AutoCloseable {
    /**
     * The client that is asked what a refusal means that EC2 has encoded: an attribute of the EC2 client that is refused, put
     * by {@code overrideConfiguration(o -> o.putExecutionAttribute(STS_CLIENT, client))}. By default one like the EC2 client,
     * for the one question. It stays the caller's to close; its time-outs apply.
     */
    public static final ExecutionAttribute<StsClient> STS_CLIENT =
            new ExecutionAttribute<>("io.amibuilder.aws.StsClient");

    private final AwsCloudProviderBuilder origin;
    private final LaunchSettings settings;
    private final ImageDevices imageDevices;
    private final Ec2Connection connection;
    private final BaseImages baseImages;
    private final KnownImages known;
    private final Ec2Launches launches;
    private final Ec2Instances instances;
    private final Ec2Console console;
    private final Ec2Images images;
    private final Ec2Resources resources;
    private final Preflight preflight;

    AwsCloudProvider(
            AwsCloudProviderBuilder origin,
            LaunchSettings settings,
            ImageDevices imageDevices,
            Ec2Connection connection,
            Optional<ServiceQuotasClient> serviceQuotas) {
        this.origin = origin;
        this.settings = settings;
        this.imageDevices = imageDevices;
        this.connection = connection;
        ImageSearch search = new ImageSearch(connection.ec2());
        baseImages = new BaseImages(search, new SsmParameters(connection::ssm), settings.region());
        known = new KnownImages(search);
        SpotRequests spot = new SpotRequests(connection.ec2());
        launches = new Ec2Launches(connection.ec2(), settings, known, spot);
        instances = new Ec2Instances(connection.ec2(), spot);
        console = new Ec2Console(connection.ec2());
        images = new Ec2Images(connection.ec2(), search, imageDevices);
        resources = new Ec2Resources(connection.ec2(), search, spot);
        QuotaSource quotas = new QuotaSource(connection, serviceQuotas);
        preflight = new Preflight(settings, connection.ec2(), this::baseImage, images, launches, quotas);
    }

    /** {@return a builder of a provider; only the region is needed, and that may come from the SDK's own search} */
    public static AwsCloudProviderBuilder builder() {
        return new AwsCloudProviderBuilder();
    }

    /**
     * {@return a builder with this provider's settings, to be changed; with the clients that were given, not with those
     * made here}
     */
    public AwsCloudProviderBuilder toBuilder() {
        return origin.copy();
    }

    /** For what works beside a bake with the same clients. */
    Ec2Connection connection() {
        return connection;
    }

    @Override
    public BaseImageInfo resolve(BaseImage image) {
        Image found = baseImage(image);
        return new BaseImageInfo(
                new ImageId(found.imageId()),
                Optional.ofNullable(found.name()).orElse(""),
                Optional.ofNullable(found.architectureAsString()).orElse(""));
    }

    private Image baseImage(BaseImage image) {
        Image found = baseImages.resolve(image);
        known.remember(found);
        return found;
    }

    /** Spot before on-demand where Spot was asked for, then each instance type in every subnet, in the orders given. */
    @Override
    public List<Placement> placements() {
        return settings.placements();
    }

    /**
     * {@inheritDoc} The first launch from a base image looks at the instance types, and refuses what cannot work: another
     * architecture or boot mode, a disk smaller than the image's.
     */
    @Override
    public InstanceId launch(LaunchRequest request) {
        return launches.launch(request);
    }

    @Override
    public List<InstanceStatus> instances(Query query) {
        return instances.find(query);
    }

    @Override
    public ConsoleOutput console(InstanceId id) {
        return console.read(id);
    }

    @Override
    public Optional<ConsoleOutput> peekConsole(InstanceId id) {
        return Optional.of(console.peek(id));
    }

    @Override
    public ImageId createImage(ImageRequest request) {
        return images.create(request);
    }

    @Override
    public List<ImageStatus> images(Query query) {
        return images.find(query);
    }

    @Override
    public Optional<ImageStatus> image(String name) {
        return images.named(name);
    }

    @Override
    public void stop(InstanceId id) {
        instances.stop(id);
    }

    /** {@inheritDoc} The Spot request behind it, where there is one, is cancelled first. */
    @Override
    public void terminate(InstanceId id) {
        instances.terminate(id);
    }

    @Override
    public void discard(ImageId id) {
        images.discard(id);
    }

    @Override
    public void tag(ImageId id, String name, String value) {
        images.tag(id, name, value);
    }

    @Override
    public List<ResourceStatus> resources(Query query) {
        return resources.find(query);
    }

    @Override
    public void delete(ResourceStatus resource) {
        resources.delete(resource);
    }

    /** How this provider's things are called in policies. */
    Arns arns() {
        return Arns.of(settings.region());
    }

    /** What the requests of such a build need; the role is that of the instance profile. */
    List<IamStatement> permissions(BaseImage base, OnFailure onFailure, boolean tested, Optional<String> role) {
        return new BakePermissions(arns(), settings).of(base, onFailure, tested, role);
    }

    /** What the looks of a preflight need beside that. */
    List<IamStatement> preflightPermissions() {
        return PreflightPermissions.of(settings);
    }

    /** The region, the endpoint and the credentials, or the client that was given: equal for providers that differ in the rest. */
    @Override
    public Object account() {
        return connection.account();
    }

    /**
     * Looks, by describe calls and a dry run of the launch, whether the region answers to these credentials, and whether
     * base image, subnet, security groups, key pair, instance type, instance profile, image name and quota are what the
     * build needs. What may not be asked is a warning. The dry run has placeholders for the tags that only a bake knows.
     */
    @Override
    public List<Finding> preflight(PreflightRequest request) {
        return preflight.run(request, placements());
    }

    @Override
    public String settings() {
        return settings.text() + imageDevices.text();
    }

    @Override
    public void close() {
        connection.close();
    }

    @Override
    public String toString() {
        return settings() + " placements=" + placements();
    }
}
