package io.amibuilder;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * While it guards a build, the end of the JVM (Ctrl-C, SIGTERM) interrupts the build's thread and waits until the build has
 * ended: it cleans up before the process is gone.
 */
final class ShutdownGuard {
    // Longer than a clean-up, shorter than what service managers and CI systems give before SIGKILL at their most
    // generous
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(ShutdownGuard.class);

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interruptAndWait, "ami-builder clean-up");

    private ShutdownGuard() {}

    static <T> T around(Supplier<T> build) {
        ShutdownGuard guard = new ShutdownGuard();
        Runtime.getRuntime().addShutdownHook(guard.hook);
        try {
            return build.get();
        } finally {
            guard.end();
        }
    }

    private void interruptAndWait() {
        worker.interrupt();
        try {
            boolean inTime = ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!inTime) {
                LOG.warn("the clean-up of a cancelled build did not end within {}", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending already, and the hook is what brought us here
        }
    }
}
