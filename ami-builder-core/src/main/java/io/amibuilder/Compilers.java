package io.amibuilder;

import java.util.HashSet;
import java.util.Set;

/**
 * The threads of a fleet that are compiling: the one thing that may take minutes without a request, and that may be
 * interrupted without harm. Safe for use by several threads.
 */
final class Compilers {
    private final Set<Thread> threads = new HashSet<>();
    private boolean interrupted;

    void run(Runnable compile) {
        enter();
        try {
            compile.run();
        } finally {
            leave();
        }
    }

    private synchronized void enter() {
        threads.add(Thread.currentThread());
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void leave() {
        threads.remove(Thread.currentThread());
    }

    synchronized void interrupt() {
        interrupted = true;
        threads.forEach(Thread::interrupt);
    }
}
