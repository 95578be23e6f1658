package io.amibuilder;

import io.amibuilder.engine.TestRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where outside events arrive, from a queue or an event bus. An event ends the present pause of a build, which then looks
 * for itself: events are lost, come late and come twice, so they never replace the look. Give it to
 * {@link AmiBuildBuilder#wakeUps}, and call {@link #wake} from any thread. Safe for use by several threads.
 */
public final class WakeUps {
    private final Set<Sleeper> sleepers = ConcurrentHashMap.newKeySet();

    /** Nobody is asleep yet. */
    public WakeUps() {}

    /**
     * Something happened to this build. A build that is taking a step now takes the next one without a pause; one that is
     * not under way in this process is passed over. The id on an instance that tests an image means the image's build.
     */
    public void wake(String buildId) {
        sleepers.stream()
                .filter(sleeper ->
                        buildId.equals(sleeper.buildId()) || buildId.startsWith(sleeper.buildId() + TestRequest.INFIX))
                .forEach(Sleeper::wake);
    }

    /** Something happened that may concern any build. */
    public void wakeAll() {
        sleepers.forEach(Sleeper::wake);
    }

    void add(Sleeper sleeper) {
        sleepers.add(sleeper);
    }

    void remove(Sleeper sleeper) {
        sleepers.remove(sleeper);
    }

    /** A build that pauses between its steps. */
    interface Sleeper {
        String buildId();

        void wake();
    }
}
