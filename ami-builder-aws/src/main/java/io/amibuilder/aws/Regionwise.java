package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one thing in every region, at the same time where an executor has threads for it. The calling thread takes whatever
 * nobody has begun, so that an executor which is busy, shut down or running the caller itself costs time and nothing else.
 */
final class Regionwise {
    private static final Logger LOG = LoggerFactory.getLogger(Regionwise.class);
    /** Has no thread, so that the calling one does everything, in the order given. */
    static final Executor IN_TURN = task -> {};

    private final Executor executor;

    Regionwise(Executor executor) {
        this.executor = executor;
    }

    /** What each made of it, in the order given; begun in that order, too. */
    <T> List<T> all(List<Supplier<T>> regions) {
        List<FutureTask<T>> tasks =
                regions.stream().map(each -> new FutureTask<>(each::get)).toList();
        tasks.forEach(this::offer);
        try {
            for (FutureTask<T> task : tasks) {
                task.run(); // nothing where somebody has begun it
                if (task.isDone()) {
                    task.get(); // a failure, which says nothing of any region, ends it here
                }
            }
            List<T> results = new ArrayList<>();
            for (FutureTask<T> task : tasks) {
                results.add(task.get());
            }
            return results;
        } catch (InterruptedException e) {
            tasks.forEach(task -> task.cancel(true));
            Thread.currentThread().interrupt();
            throw new CloudException(Kind.RETRYABLE, "Publish", "", "it was interrupted", e);
        } catch (ExecutionException e) {
            tasks.forEach(task -> task.cancel(true));
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private void offer(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("A region is left to the calling thread", e);
        }
    }
}
