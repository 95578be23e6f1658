package io.amibuilder.testing;

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
import io.amibuilder.wait.Time;
import java.util.List;
import java.util.Optional;

/** Hands everything on; planted bugs change one method. */
public class ForwardingCloud implements CloudProvider {
    protected final CloudProvider next;

    public ForwardingCloud(CloudProvider next) {
        this.next = next;
    }

    @Override
    public Optional<Time> time() {
        return next.time();
    }

    @Override
    public BaseImageInfo resolve(BaseImage image) {
        return next.resolve(image);
    }

    @Override
    public List<Placement> placements() {
        return next.placements();
    }

    @Override
    public InstanceId launch(LaunchRequest request) {
        return next.launch(request);
    }

    @Override
    public List<InstanceStatus> instances(Query query) {
        return next.instances(query);
    }

    @Override
    public ConsoleOutput console(InstanceId id) {
        return next.console(id);
    }

    @Override
    public ImageId createImage(ImageRequest request) {
        return next.createImage(request);
    }

    @Override
    public List<ImageStatus> images(Query query) {
        return next.images(query);
    }

    @Override
    public Optional<ImageStatus> image(String name) {
        return next.image(name);
    }

    @Override
    public void stop(InstanceId id) {
        next.stop(id);
    }

    @Override
    public void terminate(InstanceId id) {
        next.terminate(id);
    }

    @Override
    public void discard(ImageId id) {
        next.discard(id);
    }

    @Override
    public void tag(ImageId id, String name, String value) {
        next.tag(id, name, value);
    }

    @Override
    public List<Finding> preflight(PreflightRequest request) {
        return next.preflight(request);
    }

    @Override
    public List<ResourceStatus> resources(Query query) {
        return next.resources(query);
    }

    @Override
    public void delete(ResourceStatus resource) {
        next.delete(resource);
    }

    @Override
    public String settings() {
        return next.settings();
    }
}
