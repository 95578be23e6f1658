package io.amibuilder.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that was heard of one build. */
final class BuildRecord {
    private final String buildId;
    private final Course course = new Course();
    private final List<BuildEvent> events = new ArrayList<>();

    BuildRecord(String buildId) {
        this.buildId = buildId;
    }

    void on(BuildEvent event) {
        events.add(event);
        course.on(event);
    }

    String buildId() {
        return buildId;
    }

    String label() {
        return course.label().isEmpty() ? buildId : course.label();
    }

    List<Span> spans() {
        return course.spans();
    }

    boolean isOver() {
        return course.isOver();
    }

    List<BuildEvent> events() {
        return List.copyOf(events);
    }

    <E extends BuildEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <E extends BuildEvent> Optional<E> last(Class<E> kind) {
        List<E> all = events(kind);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    Instant begun() {
        return events.get(0).at();
    }

    Instant ended() {
        return events.get(events.size() - 1).at();
    }

    Duration took() {
        return Duration.between(begun(), ended());
    }

    /** How it ended, in a word or two. */
    String outcome() {
        if (last(BuildEvent.Succeeded.class).isPresent()) {
            return "image ready";
        }
        return last(BuildEvent.Failed.class).isPresent() ? "failed" : "under way";
    }

    /** The class of what shows the outcome. */
    String outcomeClass() {
        if (last(BuildEvent.Succeeded.class).isPresent()) {
            return "ok";
        }
        return last(BuildEvent.Failed.class).isPresent() ? "bad" : "open";
    }
}
