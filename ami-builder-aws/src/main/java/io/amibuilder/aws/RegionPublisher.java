package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.error.Finding;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.publish.PublishTarget.State;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * Publishes in one region, step by step. A step that fails or waits keeps the later ones back: nobody is told of an image
 * that is not ready for him.
 */
final class RegionPublisher {
    private static final Set<String> NOT_READY = Set.of("pending", "transient");
    // What these leave open, another look decides
    private static final Set<Kind> PASSING =
            Set.of(Kind.RETRYABLE, Kind.OUTCOME_UNKNOWN, Kind.NAME_TAKEN, Kind.TOKEN_CLASH);

    private final String region;
    private final PublishPlace place;
    private final List<PublishStep> steps;

    RegionPublisher(String region, PublishPlace place, List<PublishStep> steps) {
        this.region = region;
        this.place = place;
        this.steps = List.copyOf(steps);
    }

    PublishTarget publish(ImageStatus source) {
        Optional<ImageId> id = Optional.empty();
        try {
            Image image = place.image(source);
            id = Optional.of(new ImageId(image.imageId()));
            if (!"available".equals(image.stateAsString())) {
                return unavailable(image);
            }
            RegionalImage here = new RegionalImage(region, image, source);
            for (PublishStep step : steps) {
                Optional<String> waiting = step.take(here);
                if (waiting.isPresent()) {
                    return new PublishTarget(region, State.PENDING, id, waiting.get());
                }
            }
            return new PublishTarget(region, State.DONE, id, "published");
        } catch (CloudException e) {
            return new PublishTarget(region, mayPass(e) ? State.PENDING : State.FAILED, id, said(e));
        }
    }

    /** One sentence. */
    String plan() {
        return "In " + region + ": "
                + Stream.concat(Stream.of(place.plan()), steps.stream().map(PublishStep::plan))
                        .filter(text -> !text.isEmpty())
                        .reduce((all, next) -> all + ", " + next)
                        .orElse("nothing but the image")
                + ".";
    }

    List<Finding> preflight() {
        List<Finding> found = place.preflight();
        return found.stream().anyMatch(Finding::isError)
                ? found // what could be asked there would say it again
                : Stream.concat(found.stream(), steps.stream().flatMap(step -> step.preflight().stream()))
                        .toList();
    }

    private PublishTarget unavailable(Image image) {
        String state = String.valueOf(image.stateAsString());
        boolean pending = NOT_READY.contains(state);
        String reason = image.stateReason() == null
                ? ""
                : Reasons.text(image.stateReason().code(), image.stateReason().message());
        String detail = Stream.of(
                        "the image is " + state,
                        reason,
                        pending ? "" : "find out why, deregister it and run the build again")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        return new PublishTarget(
                region, pending ? State.PENDING : State.FAILED, Optional.of(new ImageId(image.imageId())), detail);
    }

    /** An image that was seen a moment ago, and is unknown to the next request, is new. */
    private static boolean mayPass(CloudException e) {
        return PASSING.contains(e.kind())
                || (e.kind() == Kind.NOT_FOUND
                        && (e.code().isEmpty()
                                || e.code().startsWith("InvalidAMIID")
                                || e.code().startsWith("InvalidSnapshot")));
    }

    private static String said(CloudException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.kind()) {
            case OUTCOME_UNKNOWN -> message + "; whether it was done is not known, the next look tells";
            case RETRYABLE -> message + "; it is tried again";
            default -> message;
        };
    }
}
