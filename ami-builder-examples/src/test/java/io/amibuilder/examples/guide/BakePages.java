package io.amibuilder.examples.guide;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiResult;
import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.Query;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.event.BuildListener;
import io.amibuilder.event.EventText;
import io.amibuilder.event.TimelineReport;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.publish.Publisher;
import io.amibuilder.source.AmiSource;
import io.amibuilder.sweep.SweepPlan;
import io.amibuilder.sweep.Sweeper;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.wait.Time;
import io.amibuilder.wait.WaitPolicy;
import io.amibuilder.wait.Waiter;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The examples in the Javadoc of the packages that a bake goes through; that of the package local is in {@link LocalGuide}. */
final class BakePages {
    private BakePages() {}

    static AmiBuild root(AmiSource source, CloudProvider provider) {
        // begins
        AmiBuild build = AmiBuild.builder()
                .source(source)
                .baseImage(BaseImage.amazonLinux2023())
                .provider(provider)
                .build(); // nothing has happened yet: plan() tells what would, run() bakes
        // ends
        return build;
    }

    static List<ImageStatus> cloud(CloudProvider provider) {
        // begins
        BaseImageInfo base = provider.resolve(BaseImage.ubuntu("24.04"));
        System.out.println("Ubuntu 24.04 is " + base);
        List<ImageStatus> images = provider.images(Query.tag(AmiTags.NAME, "web"));
        images.forEach(System.out::println);
        // ends
        return images;
    }

    static void error(AmiBuild build, PrintStream err) {
        // begins
        try {
            build.run();
        } catch (AmiBuilderException e) {
            err.println(e.getMessage());
            e.cleanUp().left().forEach(thing -> err.println("still there: " + thing));
        }
        // ends
    }

    static AmiBuild event(AmiBuild build, PrintStream out, Path page, List<String> log) {
        // begins
        AmiBuild watched = build.toBuilder()
                .listener(BuildListener.printing(out))
                .listener(TimelineReport.at(page))
                .listener(event -> log.add(EventText.of(event)))
                .build();
        // ends
        return watched;
    }

    static AmiResult publish(AmiBuild build, Publisher publisher) {
        // begins
        AmiResult result = build.toBuilder()
                .publish(publisher)
                .publishWait(WaitPolicy.atMost(Duration.ofHours(2)))
                .build()
                .run();
        for (PublishTarget target : result.published()) {
            System.out.println(target.place() + " has " + target.image().orElseThrow());
        }
        // ends
        return result;
    }

    static void sweep(CloudProvider provider) {
        // begins
        Sweeper sweeper = Sweeper.of(provider, Time.system()).imageAge(Duration.ofDays(7));
        SweepPlan plan = sweeper.plan();
        if (!plan.isEmpty()) {
            System.out.println(sweeper.sweep(plan));
        }
        // ends
    }

    static Duration testing(AmiBuild build) {
        // begins
        VirtualTime time = new VirtualTime();
        SimulatedCloud cloud =
                SimulatedCloud.builder(time).stepsTake(Duration.ofMinutes(5)).build();
        AmiResult result = build.toBuilder().provider(cloud).time(time).build().run();
        System.out.println(result.image() + " would have taken " + time.elapsed()); // but took no time at all
        // ends
        return time.elapsed();
    }

    static AmiBuild waiting(AmiBuild build) {
        // begins
        Waiter waiter = Waiter.growing(Duration.ofSeconds(2), Duration.ofMinutes(1));
        AmiBuild patient = build.toBuilder()
                .imageWait(WaitPolicy.atMost(Duration.ofHours(3)).pausing(waiter))
                .build();
        // ends
        return patient;
    }

    static AmiResult aws(AmiBuild build) {
        // begins
        try (AwsCloudProvider provider = AwsCloudProvider.builder()
                .region("eu-west-1")
                .instanceTypes("t3.small", "t3a.small")
                .rootVolume(12)
                .build()) {
            return build.toBuilder().provider(provider).build().run();
        }
        // ends
    }
}
