package io.amibuilder;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the builds of a fleet and tells of it. Safe for use by several threads. */
final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    private final Consumer<FleetProgress> listener;
    private FleetProgress now;

    Progress(int builds, Consumer<FleetProgress> listener) {
        this.listener = listener;
        this.now = new FleetProgress(builds, 0, 0, 0);
    }

    synchronized void begun() {
        tell(now.begun());
    }

    synchronized void ended(BuildOutcome outcome) {
        tell(now.ended(outcome));
    }

    private void tell(FleetProgress next) {
        now = next;
        try {
            listener.accept(next);
        } catch (RuntimeException e) {
            LOG.warn("a fleet's progress listener failed on {}", next, e);
        }
    }
}
