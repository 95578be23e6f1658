package io.amibuilder.event;

import io.amibuilder.guest.GuestWord;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.rootfs.PackedFile;
import io.amibuilder.userdata.PartSize;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Events as names and plain values. The names are documented in docs/progress.md, and programs rely on them. */
final class EventFields {
    static final String EVENT = "event";
    static final String BUILD_ID = "buildId";

    private EventFields() {}

    /** The event's record in lower camel case, as in {@code instanceLaunched}. */
    static String name(BuildEvent event) {
        String kind = event.getClass().getSimpleName();
        return kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1);
    }

    static Map<String, Object> of(BuildEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", event.at().toString());
        fields.put(EVENT, name(event));
        fields.put(BUILD_ID, event.buildId());
        if (event instanceof BuildEvent.Detail detail) {
            detail(detail, fields);
        } else {
            start(event, fields);
        }
        fields.put("text", EventText.of(event));
        return fields;
    }

    private static void start(BuildEvent event, Map<String, Object> fields) {
        if (event instanceof BuildEvent.Started e) {
            fields.put("name", e.name());
            fields.put("version", e.version());
            fields.put("userdataBytes", e.userdataBytes());
        } else if (event instanceof BuildEvent.BaseImageFound e) {
            fields.put("baseImage", e.image().id().value());
            fields.put("baseImageName", e.image().name());
            fields.put("architecture", e.image().architecture());
        } else if (event instanceof BuildEvent.UploadProgressed e) {
            fields.put("location", e.location().uri());
            fields.put("doneBytes", e.doneBytes());
            fields.put("totalBytes", e.totalBytes());
        } else if (event instanceof BuildEvent.RootfsStored e) {
            fields.put("location", e.location().uri());
            fields.put("sizeBytes", e.sizeBytes());
            fields.put("uploaded", e.uploaded());
        } else if (event instanceof BuildEvent.RootfsDeleted e) {
            fields.put("location", e.location().uri());
        } else if (event instanceof BuildEvent.Retried e) {
            fields.put("problem", e.problem());
            fields.put("pauseMillis", e.pause().toMillis());
        } else if (event instanceof BuildEvent.Failed e) {
            fields.put("kind", e.kind());
            fields.put("problem", e.problem());
            fields.put("removed", e.cleanUp().removed());
            fields.put("left", e.cleanUp().left());
        } else {
            instance(event, fields);
        }
    }

    private static void instance(BuildEvent event, Map<String, Object> fields) {
        if (event instanceof BuildEvent.InstanceLaunched e) {
            fields.put("instance", e.instance().value());
            fields.put("placement", e.placement().name());
        } else if (event instanceof BuildEvent.InstanceAdopted e) {
            fields.put("instance", e.instance().value());
        } else if (event instanceof BuildEvent.InstanceChanged e) {
            fields.put("instance", e.instance().value());
            fields.put("state", e.state().text());
            fields.put("reason", e.reason());
        } else if (event instanceof BuildEvent.InstanceTerminated e) {
            fields.put("instance", e.instance().value());
        } else if (event instanceof BuildEvent.GuestSpoke e) {
            fields.put("instance", e.instance().value());
            word(e.word(), fields);
        } else {
            image(event, fields);
        }
    }

    private static void word(GuestWord word, Map<String, Object> fields) {
        fields.put("word", word.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        if (word instanceof GuestWord.Step step) {
            fields.put("step", step.name());
        } else if (word instanceof GuestWord.Failed failed) {
            fields.put("step", failed.step());
            fields.put("status", failed.status());
        }
    }

    private static void image(BuildEvent event, Map<String, Object> fields) {
        if (event instanceof BuildEvent.ImageRequested e) {
            named(e.image().value(), e.name(), fields);
        } else if (event instanceof BuildEvent.ImageAdopted e) {
            named(e.image().value(), e.name(), fields);
        } else if (event instanceof BuildEvent.Succeeded e) {
            named(e.image().value(), e.name(), fields);
        } else if (event instanceof BuildEvent.ImageChanged e) {
            fields.put("image", e.image().value());
            fields.put("state", e.state().text());
            fields.put("reason", e.reason());
        } else if (event instanceof BuildEvent.ImageDiscarded e) {
            fields.put("image", e.image().value());
        } else if (event instanceof BuildEvent.SmokeTestStarted e) {
            fields.put("image", e.image().value());
        } else if (event instanceof BuildEvent.SmokeTestPassed e) {
            fields.put("image", e.image().value());
        } else if (event instanceof BuildEvent.TargetChanged e) {
            PublishTarget target = e.target();
            fields.put("place", target.place());
            fields.put("state", target.state().name().toLowerCase(Locale.ROOT));
            target.image().ifPresent(image -> fields.put("image", image.value()));
            fields.put("detail", target.detail());
        }
    }

    private static void named(String image, String name, Map<String, Object> fields) {
        fields.put("image", image);
        fields.put("imageName", name);
    }

    private static void detail(BuildEvent.Detail event, Map<String, Object> fields) {
        if (event instanceof BuildEvent.Compiled e) {
            fields.put("parts", e.parts().stream().map(EventFields::part).toList());
            fields.put("fileCount", e.files().size());
            fields.put(
                    "fileBytes",
                    e.files().stream().mapToLong(PackedFile::sizeBytes).sum());
            fields.put("storedBytes", e.storedBytes());
        } else if (event instanceof BuildEvent.CallEnded e) {
            fields.put("call", e.call());
            fields.put("tookMillis", e.took().toMillis());
            fields.put("failed", e.failed());
        } else if (event instanceof BuildEvent.Paused e) {
            fields.put("pauseMillis", e.pause().toMillis());
        } else if (event instanceof BuildEvent.GuestLogged e) {
            fields.put("instance", e.instance().value());
            fields.put("lines", e.lines());
        }
    }

    private static Map<String, Object> part(PartSize part) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", part.name());
        fields.put("textBytes", part.textBytes());
        fields.put("shareBytes", part.shareBytes());
        return fields;
    }
}
