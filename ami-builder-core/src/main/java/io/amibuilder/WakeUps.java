package io.amibuilder;

import io.amibuilder.engine.TestRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where outside events arrive, from a queue or an event bus. An event ends the present pause of a build, which then looks
 * for itself: events are lost, come late and come twice, so they never replace the look. Give it to
 * {@link AmiBuildBuilder#wakeUps}, and call {@link #wake} from any thread. Safe for use by several threads.
 */
public final class WakeUps {
    /**
     * Thirty seconds: how often a build looks by itself at an instance and an image when events may wake it, unless it is
     * told otherwise. An event that is lost costs no more than that. Nobody tells of a console, so that one is looked at as
     * often as ever.
     */
    public static final Duration PAUSE = Duration.ofSeconds(30);

    private final Set<Sleeper> sleepers = ConcurrentHashMap.newKeySet();

    /** Nobody is asleep yet. */
    public WakeUps() {}

    /**
     * Something happened to this build. A build that is taking a step now takes the next one without a pause; one that is
     * not under way in this process is passed over. The id on an instance that tests an image means the image's build.
     *
     * @param buildId a build's id; any other text is passed over
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

    @Override
    public String toString() {
        return "wake-ups of " + sleepers.size() + " builds that pause now";
    }
}
