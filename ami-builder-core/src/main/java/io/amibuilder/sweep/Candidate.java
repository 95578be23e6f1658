package io.amibuilder.sweep;

import java.util.Optional;

/**
 * One of our things as it was just seen.
 *
 * @param kind what it is
 * @param id the cloud's name of it
 * @param buildId the build that made it
 * @param why why nobody needs it any more; empty when somebody may
 * @param problem why this cannot be told; empty when it can
 * @param removal removes it
 */
record Candidate(
        SweepItem.Kind kind,
        String id,
        String buildId,
        Optional<String> why,
        Optional<String> problem,
        Runnable removal) {
    boolean is(SweepItem item) {
        return kind == item.kind() && id.equals(item.id());
    }

    Optional<String> unclear() {
        return problem.map(text -> kind + " " + id + " of build " + buildId + ": " + text + "; look at it yourself");
    }

    Optional<SweepItem> item() {
        return why.map(reason -> new SweepItem(kind, id, buildId, reason));
    }
}
