package io.amibuilder.rootfs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;

/**
 * Daemon threads for one packing, gone when {@link #close()} returns. All packings of the process together have as many as
 * there are processors: who finds none left does its work itself. Used by one thread.
 */
final class Threads implements AutoCloseable {
    /** One thread reads and digests for all others; it can feed no more than these. */
    private static final int MAX_COUNT = 16;

    private static final Semaphore SPARE =
            new Semaphore(Math.min(Runtime.getRuntime().availableProcessors(), MAX_COUNT));

    private final int count;
    private final Semaphore lender;
    private final List<Thread> started = new ArrayList<>();
    private final ExecutorService executor;

    /** Exactly so many. */
    Threads(int count) {
        this(count, new Semaphore(0));
    }

    private Threads(int count, Semaphore lender) {
        this.count = count;
        this.lender = lender;
        this.executor = Executors.newFixedThreadPool(Math.max(count, 1), this::thread); // none starts before its work
    }

    /** As many as other packings have left. */
    static Threads spare() {
        return new Threads(SPARE.drainPermits(), SPARE);
    }

    /** May be none. */
    int count() {
        return count;
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "ami-builder packing " + (started.size() + 1));
        thread.setDaemon(true);
        started.add(thread);
        return thread;
    }

    /** Begins the work on one of the threads, or does it now when there are none. */
    FutureTask<?> begin(Runnable work) {
        FutureTask<?> task = new FutureTask<>(work, null);
        if (count == 0) {
            task.run();
        } else {
            executor.execute(task);
        }
        return task;
    }

    /** Waits for what is under way, which takes milliseconds, even when interrupted: what it uses can be freed then. */
    void stop() {
        executor.shutdownNow();
        boolean interrupted = false;
        for (Thread thread : started) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
        lender.release(count);
    }
}
