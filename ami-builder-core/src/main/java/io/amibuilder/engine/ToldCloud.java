package io.amibuilder.engine;

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
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import java.util.List;
import java.util.Optional;

/** A cloud whose calls are told of. What is not in here is not asked for by a build. */
final class ToldCloud implements CloudProvider {
    private final CloudProvider cloud;
    private final Calls calls;

    ToldCloud(CloudProvider cloud, Calls calls) {
        this.cloud = cloud;
        this.calls = calls;
    }

    @Override
    public BaseImageInfo resolve(BaseImage image) {
        return calls.ask("find base image", () -> cloud.resolve(image));
    }

    @Override
    public List<Placement> placements() {
        return cloud.placements();
    }

    @Override
    public InstanceId launch(LaunchRequest request) {
        return calls.ask("launch instance", () -> cloud.launch(request));
    }

    @Override
    public List<InstanceStatus> instances(Query query) {
        return calls.ask("look at instances", () -> cloud.instances(query));
    }

    @Override
    public ConsoleOutput console(InstanceId id) {
        return calls.ask("read console", () -> cloud.console(id));
    }

    @Override
    public Optional<ConsoleOutput> peekConsole(InstanceId id) {
        return calls.ask("read console", () -> cloud.peekConsole(id));
    }

    @Override
    public ImageId createImage(ImageRequest request) {
        return calls.ask("create image", () -> cloud.createImage(request));
    }

    @Override
    public List<ImageStatus> images(Query query) {
        return calls.ask("look at images", () -> cloud.images(query));
    }

    @Override
    public Optional<ImageStatus> image(String name) {
        return calls.ask("look at images", () -> cloud.image(name));
    }

    @Override
    public void stop(InstanceId id) {
        calls.act("stop instance", () -> cloud.stop(id));
    }

    @Override
    public void terminate(InstanceId id) {
        calls.act("terminate instance", () -> cloud.terminate(id));
    }

    @Override
    public void discard(ImageId id) {
        calls.act("discard image", () -> cloud.discard(id));
    }

    @Override
    public void tag(ImageId id, String name, String value) {
        calls.act("tag image", () -> cloud.tag(id, name, value));
    }

    @Override
    public List<ResourceStatus> resources(Query query) {
        return cloud.resources(query);
    }

    @Override
    public void delete(ResourceStatus resource) {
        cloud.delete(resource);
    }

    @Override
    public Object account() {
        return cloud.account();
    }

    @Override
    public String settings() {
        return cloud.settings();
    }
}
