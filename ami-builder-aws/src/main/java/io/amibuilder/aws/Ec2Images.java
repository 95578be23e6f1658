package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.Query;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DeregisterImageResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SnapshotReturnCodes;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Makes own images, looks at them and removes them. */
final class Ec2Images {
    private static final String DISCARD = "DeregisterImage";
    private static final String NOT_ALLOWED = SnapshotReturnCodes.MISSING_PERMISSIONS.toString();

    private final Ec2Client ec2;
    private final ImageSearch search;
    private final ImageDevices devices;

    Ec2Images(Ec2Client ec2, ImageSearch search, ImageDevices devices) {
        this.ec2 = ec2;
        this.search = search;
        this.devices = devices;
    }

    ImageId create(ImageRequest request) {
        String id = Call.once(
                        "CreateImage",
                        call -> ec2.createImage(
                                r -> r.instanceId(request.source().value())
                                        .name(request.name())
                                        .description(request.description().isEmpty() ? null : request.description())
                                        .blockDeviceMappings(devices.mappings())
                                        .noReboot(true) // it is stopped, and must not be started again
                                        .tagSpecifications(Ec2Tags.specifications(
                                                ResourceType.IMAGE, request.imageTags(),
                                                ResourceType.SNAPSHOT, request.snapshotTags()))
                                        .overrideConfiguration(call)))
                .imageId();
        if (id == null) {
            throw new CloudException(Kind.OUTCOME_UNKNOWN, "CreateImage", "", "the answer names no image", null);
        }
        return new ImageId(id);
    }

    List<ImageStatus> find(Query query) {
        return search.own(Ec2Filters.of(query)).stream()
                .map(Ec2Images::status)
                .filter(image -> query.matches(image.tags()))
                .toList();
    }

    Optional<ImageStatus> named(String name) {
        return search.own(List.of(Ec2Filters.exactly("name", name))).stream()
                .map(Ec2Images::status)
                .filter(image -> image.name().equals(name))
                .findFirst();
    }

    void discard(ImageId id) {
        DeregisterImageResponse response;
        try {
            response = Call.repeatable(
                    DISCARD,
                    call -> ec2.deregisterImage(r -> r.imageId(id.value())
                            .deleteAssociatedSnapshots(true)
                            .overrideConfiguration(call)));
        } catch (CloudException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return;
            }
            throw e;
        }
        List<String> left = response.deleteSnapshotResults().stream()
                // "skipped" means that another image needs it
                .filter(result -> !List.of("success", "skipped").contains(result.returnCodeAsString()))
                .map(result -> result.snapshotId() + " (" + result.returnCodeAsString() + ")")
                .toList();
        if (!left.isEmpty()) {
            throw new CloudException(
                    Kind.FINAL,
                    DISCARD,
                    "",
                    "image " + id + " is gone, but its snapshots " + String.join(", ", left)
                            + " are not; delete them by hand"
                            + (String.join("", left).contains(NOT_ALLOWED) ? ", and allow ec2:DeleteSnapshot" : ""),
                    null);
        }
    }

    void tag(ImageId id, String name, String value) {
        Call.repeatable(
                "CreateTags",
                call -> ec2.createTags(r -> r.resources(id.value())
                        .tags(Tag.builder().key(name).value(value).build())
                        .overrideConfiguration(call)));
    }

    private static ImageStatus status(Image image) {
        String state = String.valueOf(image.stateAsString());
        Optional<ImageState> known = Arrays.stream(ImageState.values())
                .filter(each -> each.text().equals(state))
                .findFirst();
        String reason = image.stateReason() == null
                ? ""
                : Reasons.text(image.stateReason().code(), image.stateReason().message());
        return new ImageStatus(
                new ImageId(image.imageId()),
                Optional.ofNullable(image.name()).orElse(""),
                known.orElse(ImageState.PENDING), // EC2's "transient", and whatever else is no known dead end
                known.isPresent() ? reason : "unknown state '" + state + "'",
                Optional.ofNullable(image.creationDate()).map(Instant::parse).orElse(Instant.EPOCH),
                Ec2Tags.map(image.tags()));
    }
}
