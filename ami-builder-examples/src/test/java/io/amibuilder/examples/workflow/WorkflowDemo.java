package io.amibuilder.examples.workflow;

import io.amibuilder.event.BuildListener;
import io.amibuilder.testing.Fault;
import java.util.concurrent.atomic.AtomicBoolean;

/** Bakes on a simulated cloud, driven by Temporal's own server in this process; its first worker dies on the way. */
public final class WorkflowDemo {
    private WorkflowDemo() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        AtomicBoolean died = new AtomicBoolean();
        try (SimulatedBakes bakes = new SimulatedBakes(cloud -> cloud)) {
            bakes.work(
                    (request, operation) -> {
                        if (operation.equals("CreateImage") && died.compareAndSet(false, true)) {
                            System.out.println(
                                    "         The worker dies: it asked for an image, and nobody heard the answer.");
                            return Fault.CRASH_AFTER;
                        }
                        return Fault.NONE;
                    },
                    () -> false,
                    BuildListener.printing(System.out));
            System.out.println("Done: " + bakes.workflow("nightly-1").bake("nightly-1"));
        }
    }
}
