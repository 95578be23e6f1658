package io.amibuilder.aws;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Describes an {@link AwsPublisher}. Everything is off by default. Not safe for use by several threads. */
public final class AwsPublisherBuilder {
    private Optional<String> region = Optional.empty();
    private Optional<URI> endpoint = Optional.empty();
    private Optional<AwsCredentialsProvider> credentials = Optional.empty();
    private Optional<Function<String, Ec2Client>> ec2 = Optional.empty();
    private Optional<Function<String, SsmClient>> ssm = Optional.empty();
    private Executor executor = Regionwise.IN_TURN;
    private final Map<String, Optional<String>> copies = new LinkedHashMap<>();
    private final List<String> accounts = new ArrayList<>();
    private final List<String> organizations = new ArrayList<>();
    private final List<String> organizationalUnits = new ArrayList<>();
    private boolean shareSnapshots;
    private final List<String> parameters = new ArrayList<>();
    private ParameterType parameterType = ParameterType.EC2_IMAGE;
    private final List<String> launchTemplates = new ArrayList<>();
    private final Map<String, List<String>> otherLaunchTemplates = new LinkedHashMap<>();
    private Optional<Duration> deprecateAfter = Optional.empty();
    private Optional<DeregistrationProtection> protection = Optional.empty();
    private boolean imdsV2;

    AwsPublisherBuilder() {}

    /**
     * The region where the image is baked, as in {@code eu-west-1}; by default what the SDK finds.
     *
     * @param name the region's code
     * @return this builder
     */
    public AwsPublisherBuilder region(String name) {
        region = Optional.of(name);
        return this;
    }

    /**
     * Where EC2 and the parameter store of every region answer; by default {@code AWS_ENDPOINT_URL} or AWS itself.
     *
     * @param uri one address for all services, as of a local stand-in
     * @return this builder
     */
    public AwsPublisherBuilder endpoint(URI uri) {
        endpoint = Optional.of(uri);
        return this;
    }

    /**
     * Whose calls these are; by default what the SDK finds.
     *
     * @param provider asked before each request
     * @return this builder
     */
    public AwsPublisherBuilder credentials(AwsCredentialsProvider provider) {
        credentials = Optional.of(provider);
        return this;
    }

    /**
     * Gives the client of each region, instead of own ones. They stay the caller's to close; their time-outs apply.
     * Each may carry an {@link AwsCloudProvider#STS_CLIENT}.
     *
     * @param byRegion gives a client to the region's code
     * @return this builder
     */
    public AwsPublisherBuilder ec2Clients(Function<String, Ec2Client> byRegion) {
        ec2 = Optional.of(byRegion);
        return this;
    }

    /**
     * Gives the client of each region, instead of own ones. They stay the caller's to close; their time-outs apply.
     *
     * @param byRegion gives a client to the region's code
     * @return this builder
     */
    public AwsPublisherBuilder ssmClients(Function<String, SsmClient> byRegion) {
        ssm = Optional.of(byRegion);
        return this;
    }

    /**
     * Whose threads work at the regions, all at the same time, beside the build's own. By default the build's thread
     * asks one region after the other; a region that hangs then keeps the next one waiting for 30 seconds, or for the
     * time-outs of given clients. It stays the caller's to shut down, and may be the one that builds run on.
     *
     * @param threads runs what asks one region
     * @return this builder
     */
    public AwsPublisherBuilder executor(Executor threads) {
        executor = threads;
        return this;
    }

    /**
     * Copies the image to this region, under its name and with its tags, encrypted as it is.
     *
     * @param region its code, as in {@code eu-central-1}
     * @return this builder
     */
    public AwsPublisherBuilder copyTo(String region) {
        copies.put(region, Optional.empty());
        return this;
    }

    /**
     * Copies the image to this region and encrypts the copy with this key there: its id, ARN or {@code alias/...}.
     *
     * @param region its code, as in {@code eu-central-1}
     * @param kmsKeyId of a key in that region
     * @return this builder
     */
    public AwsPublisherBuilder copyTo(String region, String kmsKeyId) {
        copies.put(region, Optional.of(kmsKeyId));
        return this;
    }

    /**
     * Further accounts, each of twelve digits, that may launch the image, in every region.
     *
     * @param ids as in {@code 111122223333}
     * @return this builder
     */
    public AwsPublisherBuilder shareWithAccounts(String... ids) {
        accounts.addAll(List.of(ids));
        return this;
    }

    /**
     * Further organizations whose accounts may launch the image, by ARN, in every region.
     *
     * @param arns as in {@code arn:aws:organizations::111122223333:organization/o-1a2b}
     * @return this builder
     */
    public AwsPublisherBuilder shareWithOrganizations(String... arns) {
        organizations.addAll(List.of(arns));
        return this;
    }

    /**
     * Further organizational units whose accounts may launch the image, by ARN, in every region.
     *
     * @param arns as in {@code arn:aws:organizations::111122223333:ou/o-1a2b/ou-1a2b}
     * @return this builder
     */
    public AwsPublisherBuilder shareWithOrganizationalUnits(String... arns) {
        organizationalUnits.addAll(List.of(arns));
        return this;
    }

    /**
     * Whether the accounts of {@link #shareWithAccounts} may also copy the image, which takes its snapshots; by default
     * not. EC2 knows no such permission for organizations.
     *
     * @param share whether they may
     * @return this builder
     */
    public AwsPublisherBuilder shareSnapshots(boolean share) {
        shareSnapshots = share;
        return this;
    }

    /**
     * One more parameter, in every region, that is to hold the id of the image there, as in
     * {@code /ami/{name}/{version}}. {@code {name}} and {@code {version}} are the image's tags, with {@code -} for what
     * a parameter's name may not have; {@code {region}} is the region.
     *
     * @param name the parameter's name, with or without placeholders
     * @return this builder
     */
    public AwsPublisherBuilder parameter(String name) {
        parameters.add(name);
        return this;
    }

    /**
     * What the parameters are; by default {@link ParameterType#EC2_IMAGE}. A parameter that exists keeps what it is.
     *
     * @param type the data type of a new parameter
     * @return this builder
     */
    public AwsPublisherBuilder parameterType(ParameterType type) {
        parameterType = type;
        return this;
    }

    /**
     * One more launch template where the image is baked, by id, whose default version is to have the image.
     *
     * @param id as in {@code lt-1a2b}
     * @return this builder
     */
    public AwsPublisherBuilder launchTemplate(String id) {
        launchTemplates.add(id);
        return this;
    }

    /**
     * One more launch template in a region to which the image is copied, by id.
     *
     * @param region where the template is, as in {@code eu-central-1}
     * @param id as in {@code lt-1a2b}
     * @return this builder
     */
    public AwsPublisherBuilder launchTemplate(String region, String id) {
        otherLaunchTemplates.computeIfAbsent(region, r -> new ArrayList<>()).add(id);
        return this;
    }

    /**
     * How long after its creation the image and its copies are deprecated, at most 3,650 days; by default never.
     *
     * @param age positive
     * @return this builder
     */
    public AwsPublisherBuilder deprecateAfter(Duration age) {
        deprecateAfter = Optional.of(age);
        return this;
    }

    /**
     * Keeps the image and its copies from being deregistered; by default not.
     *
     * @param how with or without a cool-down
     * @return this builder
     */
    public AwsPublisherBuilder deregistrationProtection(DeregistrationProtection how) {
        protection = Optional.of(how);
        return this;
    }

    /**
     * Whether instances of the image require IMDSv2, unless they are launched otherwise; by default the image says
     * nothing of it. EC2 lets nobody take it back.
     *
     * @param required true requires it; false changes nothing
     * @return this builder
     */
    public AwsPublisherBuilder imdsV2(boolean required) {
        imdsV2 = required;
        return this;
    }

    /**
     * {@return the publisher} Asks AWS nothing, but looks for the region where none is given.
     *
     * @throws AwsSettingsException that names everything missing or malformed
     */
    public AwsPublisher build() {
        String home = Regions.of("AwsPublisher", region).id();
        Map<String, List<String>> templates = new LinkedHashMap<>(otherLaunchTemplates);
        if (!launchTemplates.isEmpty()) {
            templates.computeIfAbsent(home, r -> new ArrayList<>()).addAll(0, launchTemplates);
        }
        PublishSettings settings = new PublishSettings(
                home,
                copies,
                accounts.stream().distinct().toList(),
                organizations.stream().distinct().toList(),
                organizationalUnits.stream().distinct().toList(),
                shareSnapshots,
                parameters.stream().distinct().toList(),
                parameterType,
                templates,
                deprecateAfter,
                protection,
                imdsV2);
        List<String> problems = new ArrayList<>(PublishRules.problems(settings));
        if (endpoint.isPresent() && !endpoint.get().isAbsolute()) {
            problems.add("endpoint(...) must be an absolute URI, but was '" + endpoint.get() + "'");
        }
        if (!problems.isEmpty()) {
            throw new AwsSettingsException("AwsPublisher:", problems);
        }
        return new AwsPublisher(
                settings,
                where -> new Ec2Connection(
                        Region.of(where),
                        endpoint,
                        credentials,
                        ec2.map(clients -> clients.apply(where)),
                        ssm.map(clients -> clients.apply(where)),
                        SdkSetup.overrides(SdkSetup.PUBLISH_TIMEOUT)),
                executor);
    }

    @Override
    public String toString() {
        return "builder of an AWS publisher"
                + region.map(name -> " from " + name).orElse("") + " to " + copies.keySet();
    }
}
