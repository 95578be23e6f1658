package io.amibuilder.guest;

import io.amibuilder.error.AmiBuilderException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The instance stopped itself, but its console never carried the word that proves success; no image was made. */
public final class NoProofException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** How long the console was read. */
    private final Duration waited;

    /** The steps that it had begun. */
    private final List<String> steps;

    /** Whether it had said that it had understood its user-data. */
    private final boolean started;

    /** The end of its installation log. */
    private final List<String> logTail;

    /**
     * A missing last word.
     *
     * @param instance the instance's id
     * @param waited how long its console was read after it had stopped
     * @param report what it had said
     */
    public NoProofException(String instance, Duration waited, GuestReport report) {
        super("instance " + instance
                + " stopped itself, but said neither 'succeeded' nor 'failed' on its console within "
                + waited + "; the last it said was " + lastSaid(report)
                + ". If something in the user-data powers the instance off, remove it; if consoles of this cloud come"
                + " late, give proofWait(...) more time");
        this.waited = waited;
        this.steps = report.steps();
        this.started = report.started();
        this.logTail = report.logTail();
    }

    private static String lastSaid(GuestReport report) {
        if (!report.steps().isEmpty()) {
            return "'step=" + report.steps().get(report.steps().size() - 1) + "'";
        }
        return report.started() ? "'started'" : "nothing";
    }

    /** {@return how long the console was read} */
    public Duration waited() {
        return waited;
    }

    /** {@return what the instance had said; never a last word} */
    public GuestReport report() {
        return new GuestReport(steps, started, Optional.empty(), logTail);
    }
}
