package io.amibuilder.examples.workflow;

import io.amibuilder.error.CleanUpSummary;
import io.amibuilder.testing.SimulatedCrash;
import io.temporal.failure.ApplicationFailure;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The activities of workers that die: what they have done is done, and its result is lost. A real server finds out by the
 * heartbeat that does not come; that of the tests would really wait for it, so it is told.
 */
final class MortalActivities implements BakeActivities {
    private final BakeActivities next;
    private final BooleanSupplier diesAfterwards;

    /**
     * Workers that die of a {@link SimulatedCrash} in the middle of an activity, or when it is done.
     *
     * @param diesAfterwards asked after each activity, before the server hears of its end
     */
    MortalActivities(BakeActivities next, BooleanSupplier diesAfterwards) {
        this.next = next;
        this.diesAfterwards = diesAfterwards;
    }

    @Override
    public String begin(String buildId) {
        return mortal(() -> next.begin(buildId));
    }

    @Override
    public BakeStage step(String buildId, String checkpoint) {
        return mortal(() -> next.step(buildId, checkpoint));
    }

    @Override
    public CleanUpSummary cleanUp(String buildId, String checkpoint) {
        return mortal(() -> next.cleanUp(buildId, checkpoint));
    }

    private <T> T mortal(Supplier<T> activity) {
        try {
            T result = activity.get();
            if (diesAfterwards.getAsBoolean()) {
                throw died();
            }
            return result;
        } catch (SimulatedCrash crash) {
            throw died();
        }
    }

    private static ApplicationFailure died() {
        return ApplicationFailure.newFailure("the worker died", "WorkerDied");
    }
}
