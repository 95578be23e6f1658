package io.amibuilder.aws;

import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.error.Finding;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.publish.Publisher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Publishes an image on AWS: copies it to other regions, shares it, and in each region writes its id into parameters and
 * launch templates. Each region is a target of its own, the one where it was baked first; one that fails keeps no other
 * back. In a region, what others will see is done before they are told, and a failure keeps the rest of that region back.
 *
 * <p>It looks before it acts, so that it can be called again at any time, by another process, too: copies are found by
 * name, build id and source; permissions, attributes, parameters and launch templates are read first, and what is as it
 * should be is left alone. A parameter or launch template that names another image is moved to this one, whichever is
 * newer: publishing an older image again is how to go back.
 *
 * <p>Immutable but for a count of looks, and safe for use by several threads. {@link #close()} closes the clients that this
 * publisher made, never those that it was given.
 */
public final class AwsPublisher implements Publisher, AutoCloseable {
    private final PublishSettings settings;
    private final Regionwise regionwise;
    private final RegionPublisher home;
    private final List<RegionPublisher> copies = new ArrayList<>();
    private final List<Ec2Connection> connections = new ArrayList<>();

    AwsPublisher(PublishSettings settings, Function<String, Ec2Connection> connect, Executor executor) {
        this.settings = settings;
        regionwise = new Regionwise(executor);
        Ec2Connection here = connected(settings.region(), connect);
        home = new RegionPublisher(
                settings.region(),
                new HomeImage(settings.region(), new ImageSearch(here.ec2())),
                settings.steps(settings.region(), here));
        settings.copies().forEach((region, key) -> {
            Ec2Connection there = connected(region, connect);
            copies.add(new RegionPublisher(
                    region,
                    new ImageCopy(settings.region(), region, key, there.ec2(), new ImageSearch(there.ec2())),
                    settings.steps(region, there)));
        });
    }

    /** {@return a builder of a publisher; only the region is needed, and that may come from the SDK's own search} */
    public static AwsPublisherBuilder builder() {
        return new AwsPublisherBuilder();
    }

    @Override
    public List<PublishTarget> publish(ImageStatus image) {
        // The copies first, because they take longest
        List<PublishTarget> targets = regionwise.all(Stream.concat(copies.stream(), Stream.of(home))
                .map(region -> (Supplier<PublishTarget>) () -> region.publish(image))
                .toList());
        int last = targets.size() - 1;
        return Stream.concat(Stream.of(targets.get(last)), targets.subList(0, last).stream())
                .toList();
    }

    @Override
    public List<String> plan() {
        return regions().map(RegionPublisher::plan).toList();
    }

    /** {@inheritDoc} Looks at the regions of the copies and at the launch templates. */
    @Override
    public List<Finding> preflight() {
        return regions()
                .flatMap(region -> region.preflight().stream())
                .sorted((one, other) -> one.severity().compareTo(other.severity()))
                .toList();
    }

    /** What its requests need, for images of this name and version. */
    List<IamStatement> permissions(String name, String version) {
        return PublishPermissions.of(settings, name, version);
    }

    @Override
    public void close() {
        connections.forEach(Ec2Connection::close);
    }

    private Stream<RegionPublisher> regions() {
        return Stream.concat(Stream.of(home), copies.stream());
    }

    private Ec2Connection connected(String region, Function<String, Ec2Connection> connect) {
        Ec2Connection connection = connect.apply(region);
        connections.add(connection);
        return connection;
    }

    @Override
    public String toString() {
        return "AWS publisher from " + settings.region() + " to "
                + settings.copies().keySet();
    }
}
