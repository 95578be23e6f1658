package io.amibuilder;

import io.amibuilder.event.BuildListener;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the listeners know that time passes, on the thread that pauses. One that throws is not called again. */
final class Ticks {
    private static final Logger LOG = LoggerFactory.getLogger(Ticks.class);

    private final Time time;
    private final Set<BuildListener> listeners = Collections.newSetFromMap(new IdentityHashMap<>());

    Ticks(Time time, Collection<BuildListener> listeners) {
        this.time = time;
        if (!time.isVirtual()) { // else nobody could watch it pass
            this.listeners.addAll(listeners);
        }
    }

    /** How soon to tick again; empty when no listener wants it. */
    Optional<Duration> tick() {
        Optional<Duration> soonest = Optional.empty();
        for (BuildListener listener : Set.copyOf(listeners)) {
            try {
                Optional<Duration> next = listener.tick(time.now()).filter(in -> !in.isNegative() && !in.isZero());
                soonest = soonest.isEmpty() ? next : Optional.of(shorter(soonest.get(), next));
            } catch (RuntimeException e) {
                listeners.remove(listener);
                LOG.warn("a build listener failed on a tick", e);
            }
        }
        return soonest;
    }

    private static Duration shorter(Duration one, Optional<Duration> other) {
        return other.filter(next -> next.compareTo(one) < 0).orElse(one);
    }
}
