package io.amibuilder.engine;

import io.amibuilder.cloud.InstanceId;
import io.amibuilder.event.BuildEvent;
import io.amibuilder.event.BuildListener;
import io.amibuilder.guest.GuestWord;
import io.amibuilder.wait.Time;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners; a listener that throws is logged and does not disturb the build. */
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final String buildId;
    private final Time time;
    private final List<BuildListener> listeners;

    Announcer(String buildId, Time time, List<BuildListener> listeners) {
        this.buildId = buildId;
        this.time = time;
        this.listeners = List.copyOf(listeners);
    }

    /** Tells of those steps of an instance that were not told of yet. */
    void tellSteps(List<String> steps, InstanceId instance, Notebook notes) {
        steps.stream()
                .filter(notes.steps::add)
                .forEach(step ->
                        tell((at, id) -> new BuildEvent.GuestSpoke(at, id, instance, new GuestWord.Step(step))));
    }

    /** Tells of an event made from the present moment and the build id. */
    void tell(BiFunction<Instant, String, BuildEvent> event) {
        BuildEvent told = event.apply(time.now(), buildId);
        for (BuildListener listener : listeners) {
            try {
                listener.on(told);
            } catch (RuntimeException e) {
                LOG.warn("a build listener failed on {}", told, e);
            }
        }
    }
}
