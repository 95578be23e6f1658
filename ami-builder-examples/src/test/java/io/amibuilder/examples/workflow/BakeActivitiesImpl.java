package io.amibuilder.examples.workflow;

import io.amibuilder.AmiBake;
import io.amibuilder.AmiBuild;
import io.amibuilder.Next;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.error.CleanUpSummary;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.function.Function;

/** Remembers nothing between two calls. */
final class BakeActivitiesImpl implements BakeActivities {
    private final Function<String, AmiBuild> builds;

    /** Bakes these builds, by their ids; every worker must be given the same. */
    BakeActivitiesImpl(Function<String, AmiBuild> builds) {
        this.builds = builds;
    }

    @Override
    public String begin(String buildId) {
        try (AmiBake bake = builds.apply(buildId).start()) {
            return bake.checkpoint();
        } catch (AmiBuilderException failure) {
            throw typed(failure);
        }
    }

    // begins
    @Override
    public BakeStage step(String buildId, String checkpoint) {
        AmiBuild build = builds.apply(buildId).toBuilder()
                .listener(event -> Activity.getExecutionContext().heartbeat(event.toString()))
                .build();
        try (AmiBake bake = build.resume(checkpoint)) {
            Next next = bake.step();
            return next instanceof Next.Again again
                    ? new BakeStage(bake.checkpoint(), again.pause(), null)
                    : new BakeStage(checkpoint, Duration.ZERO, BakedImage.of(((Next.Done) next).result()));
        } catch (AmiBuilderException failure) {
            throw typed(failure);
        }
    }
    // ends

    @Override
    public CleanUpSummary cleanUp(String buildId, String checkpoint) {
        try (AmiBake bake = builds.apply(buildId).resume(checkpoint)) {
            return bake.cancel("its workflow was cancelled").cleanUp();
        }
    }

    /** The engine has retried what is worth it, and has cleaned up: this is the end, and its type says why. */
    private static ApplicationFailure typed(AmiBuilderException failure) {
        return ApplicationFailure.newNonRetryableFailureWithCause(
                failure.getMessage(), failure.getClass().getSimpleName(), failure, failure.cleanUp());
    }
}
