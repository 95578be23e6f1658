package io.amibuilder.testing;

import io.amibuilder.event.BuildEvent;
import io.amibuilder.event.BuildListener;
import java.util.ArrayList;
import java.util.List;

/** Remembers every event in order. Safe for use by several threads. */
public final class RecordingListener implements BuildListener {
    private final List<BuildEvent> events = new ArrayList<>();

    /** A listener that has heard nothing yet. */
    public RecordingListener() {}

    @Override
    public synchronized void on(BuildEvent event) {
        events.add(event);
    }

    /** Everything heard so far. */
    public synchronized List<BuildEvent> events() {
        return List.copyOf(events);
    }

    /** What was heard of one kind so far. */
    public <E extends BuildEvent> List<E> events(Class<E> kind) {
        return events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
