package io.amibuilder.testing;

import io.amibuilder.event.BuildEvent;
import io.amibuilder.event.BuildListener;
import io.amibuilder.event.EventText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Remembers every event in order. Safe for use by several threads. */
public final class RecordingListener implements BuildListener {
    private final List<BuildEvent> events = new ArrayList<>();

    /** A listener that has heard nothing yet. */
    public RecordingListener() {}

    @Override
    public synchronized void on(BuildEvent event) {
        events.add(event);
    }

    /** {@return everything heard so far} */
    public synchronized List<BuildEvent> events() {
        return List.copyOf(events);
    }

    /**
     * {@return what was heard of one kind so far}
     *
     * @param <E> the kind
     * @param kind its class; a super-type gives all kinds below it
     */
    public <E extends BuildEvent> List<E> events(Class<E> kind) {
        return events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static String clock(Duration since) {
        return "%02d:%02d:%02d".formatted(since.toHours(), since.toMinutesPart(), since.toSecondsPart());
    }

    /** A line for each event that is no {@link BuildEvent.Detail}, with the time since the first event. */
    @Override
    public String toString() {
        List<BuildEvent> heard = events();
        if (heard.isEmpty()) {
            return "nothing was heard yet";
        }
        return heard.stream()
                .filter(event -> !(event instanceof BuildEvent.Detail))
                .map(event -> clock(Duration.between(heard.get(0).at(), event.at())) + " " + EventText.of(event))
                .collect(Collectors.joining("\n"));
    }
}
