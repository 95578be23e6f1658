package io.amibuilder.event;

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
}
