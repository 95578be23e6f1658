package io.amibuilder.engine;

import io.amibuilder.event.BuildEvent;
import io.amibuilder.traffic.Deferred;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Measures each call to the outside and tells the listeners when it has ended. */
final class Calls {
    private final Time time;
    private final Announcer announcer;

    Calls(Time time, Announcer announcer) {
        this.time = time;
        this.announcer = announcer;
    }

    void act(String call, Runnable what) {
        ask(call, () -> {
            what.run();
            return true;
        });
    }

    <T> T ask(String call, Supplier<T> what) {
        Instant begun = time.now();
        try {
            T answer = what.get();
            ended(call, begun, false);
            return answer;
        } catch (Deferred e) {
            throw e; // nothing was sent
        } catch (RuntimeException | Error e) {
            ended(call, begun, true);
            throw e;
        }
    }

    private void ended(String call, Instant begun, boolean failed) {
        announcer.tell((at, id) -> new BuildEvent.CallEnded(at, id, call, Duration.between(begun, at), failed));
    }
}
