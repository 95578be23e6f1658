package io.amibuilder.examples.guide;

import io.amibuilder.AmiBake;
import io.amibuilder.AmiBuild;
import io.amibuilder.AmiResult;
import io.amibuilder.Next;
import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.aws.Retention;
import io.amibuilder.aws.RetentionPlan;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.sweep.SweepPlan;
import io.amibuilder.sweep.Sweeper;
import io.amibuilder.testing.SimulatedPublisher;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.wait.Time;
import java.time.Duration;

/** The examples in the Javadoc of types; that of CloudProviderContract is in {@link TypePagesTest}. */
final class TypePages {
    private final AmiBuild build;
    private final VirtualTime time;
    private String checkpoint = "";

    TypePages(AmiBuild build, VirtualTime time) {
        this.build = build;
        this.time = time;
    }

    AmiResult bake() {
        // begins
        try (AmiBake bake = build.start()) {
            Next next = bake.step();
            while (next instanceof Next.Again again) {
                sleepFor(again.pause());
                next = bake.step();
            }
            return ((Next.Done) next).result();
        }
        // ends
    }

    AmiResult bakeStepByStep() {
        try (AmiBake bake = build.start()) {
            checkpoint = bake.checkpoint();
        }
        Next next = resume();
        while (next instanceof Next.Again again) {
            sleepFor(again.pause());
            next = resume();
        }
        return ((Next.Done) next).result();
    }

    private Next resume() {
        // begins
        try (AmiBake bake = build.resume(checkpoint)) {
            Next next = bake.step();
            checkpoint = bake.checkpoint();
            return next;
        }
        // ends
    }

    private void sleepFor(Duration pause) {
        time.advance(pause);
    }

    static void sweeper(CloudProvider provider) {
        // begins
        Sweeper sweeper = Sweeper.of(provider, Time.system());
        SweepPlan plan = sweeper.plan();
        System.out.println(plan);
        System.out.println(sweeper.sweep(plan));
        // ends
    }

    static SimulatedPublisher publisher(VirtualTime time) {
        // begins
        SimulatedPublisher publisher = SimulatedPublisher.in(time)
                .place("eu-central-1", Duration.ofMinutes(8))
                .failing("us-east-1", Duration.ofMinutes(1), "the key is disabled");
        // ends
        return publisher;
    }

    static void retention(AwsCloudProvider provider) {
        // begins
        Retention retention =
                Retention.builder(provider).name("jenkins-agent").keepLast(3).build();
        RetentionPlan plan = retention.plan();
        System.out.println(plan);
        System.out.println(retention.apply(plan));
        // ends
    }
}
