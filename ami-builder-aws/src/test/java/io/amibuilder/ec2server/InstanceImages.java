package io.amibuilder.ec2server;

import io.amibuilder.cloud.InstanceStatus;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Which image each instance was launched from; the simulated cloud does not tell. */
final class InstanceImages {
    private final Map<String, String> imagesOfInstances = new ConcurrentHashMap<>();

    void launched(String instance, String image) {
        imagesOfInstances.put(instance, image);
    }

    String xml(InstanceStatus instance) {
        return Xml.element("imageId", imagesOfInstances.get(instance.id().value()));
    }

    /** Those that were launched from the images that a request names; empty when it names none. */
    Optional<Stream<InstanceStatus>> instances(Parameters request, Stream<InstanceStatus> all) {
        return Optional.ofNullable(request.filters().get("image-id"))
                .map(images -> all.filter(
                        each -> images.contains(imagesOfInstances.get(each.id().value()))));
    }
}
