package io.amibuilder.examples.guide;

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
import io.amibuilder.cloud.Placement;
import io.amibuilder.cloud.PreflightRequest;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import io.amibuilder.error.Finding;
import java.util.List;
import java.util.Optional;

/** Hands each request on to another provider. */
interface Forwarding extends CloudProvider {
    CloudProvider cloud();

    @Override
    default BaseImageInfo resolve(BaseImage image) {
        return cloud().resolve(image);
    }

    @Override
    default List<Placement> placements() {
        return cloud().placements();
    }

    @Override
    default InstanceId launch(LaunchRequest request) {
        return cloud().launch(request);
    }

    @Override
    default List<InstanceStatus> instances(Query query) {
        return cloud().instances(query);
    }

    @Override
    default ConsoleOutput console(InstanceId id) {
        return cloud().console(id);
    }

    @Override
    default Optional<ConsoleOutput> peekConsole(InstanceId id) {
        return cloud().peekConsole(id);
    }

    @Override
    default ImageId createImage(ImageRequest request) {
        return cloud().createImage(request);
    }

    @Override
    default List<ImageStatus> images(Query query) {
        return cloud().images(query);
    }

    @Override
    default Optional<ImageStatus> image(String name) {
        return cloud().image(name);
    }

    @Override
    default void stop(InstanceId id) {
        cloud().stop(id);
    }

    @Override
    default void terminate(InstanceId id) {
        cloud().terminate(id);
    }

    @Override
    default void discard(ImageId id) {
        cloud().discard(id);
    }

    @Override
    default void tag(ImageId id, String name, String value) {
        cloud().tag(id, name, value);
    }

    @Override
    default List<ResourceStatus> resources(Query query) {
        return cloud().resources(query);
    }

    @Override
    default void delete(ResourceStatus resource) {
        cloud().delete(resource);
    }

    @Override
    default List<Finding> preflight(PreflightRequest request) {
        return cloud().preflight(request);
    }

    @Override
    default Object account() {
        return cloud().account();
    }

    @Override
    default String settings() {
        return cloud().settings();
    }
}
