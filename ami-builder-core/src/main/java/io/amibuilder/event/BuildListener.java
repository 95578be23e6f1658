package io.amibuilder.event;

import io.amibuilder.wait.History;
import java.io.PrintStream;

/**
 * Is told what happens during a build, in order, on the thread that drives it. What a listener throws is logged once and
 * does not disturb the build.
 */
@FunctionalInterface
public interface BuildListener {
    /** Something happened. */
    void on(BuildEvent event);

    /** Prints each event as one plain line with the time since the first one. */
    static BuildListener printing(PrintStream out) {
        return new PrintingListener(out);
    }

    /** Adds the durations of each build's phases to this history, as the build's own looks have found them. */
    static BuildListener learning(History history) {
        return new LearningListener(history);
    }
}
