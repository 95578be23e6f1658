package io.amibuilder.event;

import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.guest.GuestWord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One build as a sequence of stages, of which the last one may be under way. */
final class Course {
    private final List<Span> spans = new ArrayList<>();
    private String name = "";
    private String label = "";
    private int steps;
    private int percent = -1;
    private boolean over;

    /** The image family. */
    String name() {
        return name;
    }

    /** Name and version. */
    String label() {
        return label;
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    Optional<Span> current() {
        return spans.isEmpty() ? Optional.empty() : Optional.of(last()).filter(Span::isOpen);
    }

    /** How much of the present upload is stored; empty when that is not known. */
    Optional<Integer> percent() {
        return current()
                .filter(span -> span.stage() == Stage.UPLOAD && percent >= 0)
                .map(span -> percent);
    }

    boolean isOver() {
        return over;
    }

    void on(BuildEvent event) {
        if (event instanceof BuildEvent.Started e) {
            name = e.name();
            label = e.name() + " " + e.version();
        } else if (event instanceof BuildEvent.Compiled e) {
            begin(e.storedBytes() > 0 ? Stage.UPLOAD : Stage.LAUNCH, e.at(), "");
        } else if (event instanceof BuildEvent.UploadProgressed e) {
            percent = e.totalBytes() == 0 ? 100 : (int) (100.0 * e.doneBytes() / e.totalBytes());
            detail(percent + " % of " + Words.bytes(e.totalBytes()));
        } else if (event instanceof BuildEvent.RootfsStored e) {
            detail(Words.bytes(e.sizeBytes()) + (e.uploaded() ? " at " : " found at ") + e.location());
            end(e.at());
            begin(Stage.LAUNCH, e.at(), "");
        } else if (event instanceof BuildEvent.BaseImageFound e) {
            detail("of " + e.image().id()
                    + (e.image().name().isEmpty() ? "" : ", " + e.image().name()));
        } else if (event instanceof BuildEvent.Retried e) {
            detail("trying again in " + Words.duration(e.pause()) + ": " + e.problem());
        } else if (event instanceof BuildEvent.Succeeded || event instanceof BuildEvent.Failed) {
            current().ifPresent(span -> set(span.ended(event.at(), event instanceof BuildEvent.Failed)));
            over = true;
        } else if (!testing(event)) {
            onInstance(event);
        }
    }

    /** What happens to an instance while the image is tested happens to that which tests it. */
    private boolean testing(BuildEvent event) {
        if (current().filter(span -> span.stage() == Stage.TEST).isEmpty()) {
            return false;
        }
        if (event instanceof BuildEvent.InstanceLaunched e) {
            detail("instance " + e.instance());
        } else if (event instanceof BuildEvent.GuestSpoke e) {
            detail(spoken(e.word()));
        } else if (event instanceof BuildEvent.SmokeTestPassed) {
            detail("passed");
            end(event.at());
        } else {
            return event instanceof BuildEvent.InstanceChanged || event instanceof BuildEvent.InstanceAdopted;
        }
        return true;
    }

    private void onInstance(BuildEvent event) {
        if (event instanceof BuildEvent.InstanceLaunched e) {
            detail("instance " + e.instance() + " in " + e.placement());
            end(e.at());
            begin(Stage.INSTALL, e.at(), "instance " + e.instance());
        } else if (event instanceof BuildEvent.InstanceAdopted e) {
            begin(Stage.INSTALL, e.at(), "going on with instance " + e.instance());
        } else if (event instanceof BuildEvent.InstanceChanged e && e.state() == InstanceState.STOPPED) {
            if (current().filter(span -> span.stage() == Stage.INSTALL).isPresent()) {
                detail(steps == 0 ? "the instance has stopped itself" : steps + (steps == 1 ? " step" : " steps"));
                end(e.at());
                begin(Stage.PROOF, e.at(), "waiting for the console");
            }
        } else if (event instanceof BuildEvent.GuestSpoke e) {
            steps += e.word() instanceof GuestWord.Step ? 1 : 0;
            detail(spoken(e.word()));
            if (e.word() instanceof GuestWord.Succeeded) {
                end(e.at());
            }
        } else {
            onImage(event);
        }
    }

    private void onImage(BuildEvent event) {
        if (event instanceof BuildEvent.ImageRequested e) {
            begin(Stage.IMAGE, e.at(), e.image() + ", " + e.name());
        } else if (event instanceof BuildEvent.ImageAdopted e) {
            begin(Stage.IMAGE, e.at(), e.image() + ", " + e.name());
        } else if (event instanceof BuildEvent.ImageChanged e && e.state() == ImageState.AVAILABLE) {
            end(e.at());
        } else if (event instanceof BuildEvent.SmokeTestStarted e) {
            begin(Stage.TEST, e.at(), "");
        } else if (event instanceof BuildEvent.TargetChanged e) {
            if (current().filter(span -> span.stage() == Stage.PUBLISH).isEmpty()) {
                begin(Stage.PUBLISH, e.at(), "");
            }
            detail(e.target().toString());
        }
    }

    private static String spoken(GuestWord word) {
        return word instanceof GuestWord.Step step ? "step " + step.name() : "said '" + word.text() + "'";
    }

    /** A stage that was still open is over, and one in which nothing has happened yet was not needed at all. */
    private void begin(Stage stage, Instant at, String detail) {
        current().ifPresent(span -> {
            if (span.stage() == Stage.UPLOAD || span.stage() == Stage.LAUNCH) {
                spans.remove(spans.size() - 1);
            } else {
                end(at);
            }
        });
        percent = -1;
        spans.add(Span.begun(stage, at, detail));
    }

    private void end(Instant at) {
        current().ifPresent(span -> set(span.ended(at, false)));
    }

    private void detail(String now) {
        current().ifPresent(span -> set(span.detail(now)));
    }

    private Span last() {
        return spans.get(spans.size() - 1);
    }

    private void set(Span span) {
        spans.set(spans.size() - 1, span);
    }
}
