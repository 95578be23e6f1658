package io.amibuilder.examples.workflow;

import io.amibuilder.error.CleanUpSummary;
import io.temporal.activity.ActivityInterface;

/** What workers do for a {@link BakeWorkflow}. Each may be repeated, by any worker, when nothing is known of its end. */
@ActivityInterface
public interface BakeActivities {
    /** Touches no cloud yet; returns the checkpoint before the first step. */
    String begin(String buildId);

    /** Takes one step from a checkpoint. */
    BakeStage step(String buildId, String checkpoint);

    /** Gives the bake up and removes what it has created. */
    CleanUpSummary cleanUp(String buildId, String checkpoint);
}
