package io.amibuilder.examples.workflow;

import io.amibuilder.AmiBake;
import io.amibuilder.AmiBuild;
import io.amibuilder.AmiResult;
import io.amibuilder.Next;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.util.function.Function;

/** The checkpoint of docs/workflow.md. */
final class Relay {
    private Relay() {}

    static AmiResult bake(Function<String, AmiBuild> builds, String buildId, Time time) throws InterruptedException {
        // begins
        AmiBuild build = builds.apply(buildId);
        String checkpoint;
        try (AmiBake bake = build.start()) {
            checkpoint = bake.checkpoint(); // before the first step
        }
        Next next = new Next.Again(Duration.ZERO);
        while (next instanceof Next.Again again) {
            time.pause(again.pause());
            try (AmiBake bake = build.resume(checkpoint)) {
                next = bake.step();
                checkpoint = bake.checkpoint();
            }
        }
        // ends
        return ((Next.Done) next).result();
    }
}
