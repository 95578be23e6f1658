package io.amibuilder.examples.workflow;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Its history is the only place where a bake is remembered. */
public final class BakeWorkflowImpl implements BakeWorkflow {
    private static final ActivityOptions OPTIONS = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofHours(1)) // a large rootfs is stored within one step
            .setHeartbeatTimeout(Duration.ofMinutes(5)) // longer than compile.sh may take, which says nothing
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED) // a step is short
            .setRetryOptions(RetryOptions.newBuilder()
                    .setDoNotRetry(IllegalArgumentException.class.getName())
                    .build())
            .build();

    private final BakeActivities activities = Workflow.newActivityStub(BakeActivities.class, OPTIONS);

    // begins
    @Override
    public BakedImage bake(String buildId) {
        String checkpoint = activities.begin(buildId);
        try {
            BakeStage stage = activities.step(buildId, checkpoint);
            while (stage.image() == null) {
                checkpoint = stage.checkpoint();
                Workflow.sleep(stage.pause());
                stage = activities.step(buildId, checkpoint);
            }
            return stage.image();
        } catch (TemporalFailure failure) {
            if (CancellationScope.current().isCancelRequested()) { // a step that fails has cleaned up itself
                String last = checkpoint;
                Workflow.newDetachedCancellationScope(() -> activities.cleanUp(buildId, last))
                        .run();
            }
            throw failure;
        }
    }
    // ends
}
