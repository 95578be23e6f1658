package io.amibuilder.event;

import io.amibuilder.wait.History;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Is told what happens during a build, in order, on the thread that drives it. What a listener throws is logged once and
 * does not disturb the build.
 */
@FunctionalInterface
public interface BuildListener {
    /**
     * Something happened.
     *
     * @param event what happened; {@link EventText} makes a sentence of it
     */
    void on(BuildEvent event);

    /**
     * Time passes and nothing happens: called on the thread that runs the build or the fleet while it pauses, so that what
     * moves needs no thread of its own. Not called in virtual time, nor by those who take the steps themselves.
     *
     * @param now the present moment, by the build's clock
     * @return how soon to be called again, positive; empty to be left alone for this pause, as by default
     */
    default Optional<Duration> tick(Instant now) {
        return Optional.empty();
    }

    /**
     * Prints each event as one plain line with the time since the first one.
     *
     * @param out where to print
     * @return a listener for any number of builds
     */
    static BuildListener printing(PrintStream out) {
        return new PrintingListener(out);
    }

    /**
     * Shows each stage of each build on one line, with its time. On a terminal the line moves until the stage is over; up to
     * ten builds at once are shown so. Elsewhere, and when {@code TERM} is {@code dumb} or {@code NO_COLOR} or {@code CI} is
     * set, plain lines tell when stages begin and end. For any number of builds at once.
     *
     * @param out {@code System.out} or {@code System.err}; any other stream gets plain lines
     * @return a listener for any number of builds
     */
    static BuildListener console(PrintStream out) {
        return new ConsoleListener(out, Terminal.of(out), Optional.empty());
    }

    /**
     * The same, with how long each stage is expected to take.
     *
     * @param out {@code System.out} or {@code System.err}; any other stream gets plain lines
     * @param history of the earlier builds; give it to {@code learningFrom} of the build as well, which adds to it
     * @return a listener for any number of builds
     */
    static BuildListener console(PrintStream out, History history) {
        return new ConsoleListener(out, Terminal.of(out), Optional.of(history));
    }

    /**
     * Logs each event: failures as errors, retries as warnings, what happens with every look at debug level, everything else
     * as information. The build id and the event's name go along as the key-value pairs {@code buildId} and {@code event}.
     *
     * @param logger the name of the logger
     * @return a listener for any number of builds
     */
    static BuildListener slf4j(String logger) {
        return new Slf4jListener(LoggerFactory.getLogger(logger));
    }

    /**
     * Writes each event as one line of JSON in UTF-8, flushed. The fields' names are documented in docs/progress.md and stay.
     *
     * @param out stays open
     * @return a listener for any number of builds
     */
    static BuildListener jsonLines(OutputStream out) {
        return new JsonLinesListener(out);
    }

    /**
     * Adds the durations of each build's phases to this history, as the build's own looks have found them.
     *
     * @param history what is added to
     * @return a listener for any number of builds
     */
    static BuildListener learning(History history) {
        return new LearningListener(history);
    }
}
