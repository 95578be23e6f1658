package io.amibuilder.event;

import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.Placement;
import io.amibuilder.error.CleanUpSummary;
import io.amibuilder.guest.GuestWord;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.rootfs.PackedFile;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.userdata.PartSize;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Builds as they might go on AWS, event by event, with calls that take a while; made up, and the same each time. */
final class Story {
    static final Instant BEGUN = Instant.parse("2026-03-01T09:30:00Z");
    static final ImageId IMAGE = new ImageId("ami-0f00ba5e0f00ba5e0");
    static final InstanceId INSTANCE = new InstanceId("i-0c0ffee0c0ffee000");
    static final RootfsLocation LOCATION = new RootfsLocation("s3://our-bucket/ami/0123456789abcdef.tgz");
    /** What nobody should be called, and somebody is. */
    static final String HOSTILE = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title"
            + "='owned'\">'\"&amp;\u001b]0;owned\u0007\u202egpj.exe]]>-->";

    private final List<BuildEvent> events = new ArrayList<>();
    private final String id;
    private final String name;
    private Instant now = BEGUN;

    private Story(String id, String name) {
        this.id = id;
        this.name = name;
    }

    /** Everything a build can do: upload, steps, a long wait for the image, a smoke test and three regions. */
    static List<BuildEvent> whole() {
        Story story = new Story("b-4711", "jenkins-agent").begins(files(40), 48_300_000);
        story.uploads().launches(INSTANCE);
        for (String step : List.of("10_packages.cfg", "20_docker.sh", "rootfs", "install.sh")) {
            story.looks("look at instances", 24, Duration.ofSeconds(5)).says(new GuestWord.Step(step), INSTANCE);
        }
        return story.looks("look at instances", 30, Duration.ofSeconds(5))
                .proves(INSTANCE)
                .image(Duration.ofMinutes(30))
                .tests()
                .publishes()
                .ends();
    }

    /** An installation that fails in its second step, in an image family with a bad name. */
    static List<BuildEvent> failing(String name) {
        Story story = new Story("b-4712", name).begins(files(3), 0).launches(INSTANCE);
        story.looks("look at instances", 12, Duration.ofSeconds(5))
                .says(new GuestWord.Step("10_packages.cfg"), INSTANCE);
        story.looks("look at instances", 9, Duration.ofSeconds(5)).says(new GuestWord.Step(name), INSTANCE);
        story.call("look at instances", 140, true);
        story.add(new BuildEvent.Retried(
                story.now, story.id, "DescribeInstances: RequestLimitExceeded", Duration.ofSeconds(2)));
        story.pause(Duration.ofSeconds(2));
        story.stops(INSTANCE);
        story.call("read console", 220, false);
        story.says(new GuestWord.Failed(name, 100), INSTANCE);
        List<String> log = List.of("Reading package lists...", "E: Unable to locate package openjdk-99-jre", name);
        story.add(new BuildEvent.GuestLogged(story.now, story.id, INSTANCE, log));
        story.call("terminate instance", 310, false);
        story.add(new BuildEvent.InstanceTerminated(story.now, story.id, INSTANCE));
        story.add(new BuildEvent.Failed(
                story.now,
                story.id,
                "GuestFailedException",
                "instance " + INSTANCE + " failed in step '" + name + "' with exit status 100; its log ends with:\n"
                        + String.join("\n", log),
                new CleanUpSummary(List.of("instance " + INSTANCE), List.of("report b-4712-report.txt"))));
        return story.events;
    }

    /** A small build of a fleet that begins later than the first. */
    static List<BuildEvent> small(int number, Duration later) {
        Story story = new Story("b-" + number, "service-" + number);
        story.now = BEGUN.plus(later);
        story.begins(files(number % 7), 0).launches(new InstanceId("i-%017x".formatted(number)));
        story.looks("look at instances", 10 + number % 5, Duration.ofSeconds(5))
                .proves(new InstanceId("i-%017x".formatted(number)));
        return story.image(Duration.ofMinutes(2 + number % 3)).ends();
    }

    static List<BuildEvent> withFiles(int count) {
        return new Story("b-4713", "many-files").begins(files(count), 0).launches(INSTANCE).events;
    }

    private static List<PackedFile> files(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new PackedFile(
                        i % 10 == 0
                                ? "opt/a-directory-with-a-rather-long-name/" + "deeper/".repeat(i % 40) + "of-number-"
                                        + i + "/"
                                : "opt/agent/lib/library-" + i + ".jar",
                        i % 10 == 0 ? 0755 : 0644,
                        i % 10 == 0 ? 0 : 1_234L * i))
                .toList();
    }

    private Story begins(List<PackedFile> files, long storedBytes) {
        List<PartSize> parts = List.of(
                new PartSize("ami-builder-start", 1_802, 1_211),
                new PartSize("10_packages.cfg", 812, 402),
                new PartSize("20_docker.sh", 2_431, 1_007),
                new PartSize("51_rootfs", 7_310, 5_208),
                new PartSize("60_a_part_with_a_name_that_is_much_longer_than_anybody_would_like_it_to_be.sh", 512, 270),
                new PartSize("ami-builder-end", 2_204, 933));
        int bytes = parts.stream().mapToInt(PartSize::shareBytes).sum();
        add(new BuildEvent.Started(now, id, name, "1.4.0", bytes));
        return add(new BuildEvent.Compiled(now, id, parts, files, storedBytes));
    }

    private Story uploads() {
        call("look for rootfs", 180, false);
        for (long done : new long[] {12_000_000, 31_000_000}) {
            now = now.plusSeconds(11);
            add(new BuildEvent.UploadProgressed(now, id, LOCATION, done, 48_300_000));
        }
        now = now.plusSeconds(8);
        add(new BuildEvent.CallEnded(now, id, "store rootfs", Duration.ofSeconds(30), false));
        return add(new BuildEvent.RootfsStored(now, id, LOCATION, 48_300_000, true));
    }

    private Story launches(InstanceId instance) {
        call("find base image", 350, false);
        add(new BuildEvent.BaseImageFound(now, id, new BaseImageInfo(new ImageId("ami-0ba5e"), "debian-12", "x86_64")));
        call("launch instance", 1_900, false);
        add(new BuildEvent.InstanceLaunched(now, id, instance, new Placement("t3.small in subnet-1")));
        return pause(Duration.ofSeconds(5))
                .add(new BuildEvent.InstanceChanged(now, id, instance, InstanceState.RUNNING, ""));
    }

    private Story proves(InstanceId instance) {
        stops(instance);
        return call("read console", 240, false)
                .says(new GuestWord.Succeeded(), instance)
                .add(new BuildEvent.GuestLogged(now, id, instance, List.of("Setting up docker.io ...", "done")));
    }

    private Story stops(InstanceId instance) {
        call("look at instances", 130, false);
        String reason = "Client.InstanceInitiatedShutdown: Instance initiated shutdown";
        return add(new BuildEvent.InstanceChanged(now, id, instance, InstanceState.STOPPED, reason));
    }

    private Story image(Duration takes) {
        call("create image", 820, false);
        add(new BuildEvent.ImageRequested(now, id, IMAGE, name + "-1.4.0-7"));
        looks("look at images", (int) (takes.toSeconds() / 5), Duration.ofSeconds(5));
        add(new BuildEvent.ImageChanged(now, id, IMAGE, ImageState.AVAILABLE, ""));
        call("terminate instance", 300, false);
        return add(new BuildEvent.InstanceTerminated(now, id, INSTANCE));
    }

    private Story tests() {
        InstanceId tester = new InstanceId("i-0000000000000test");
        add(new BuildEvent.SmokeTestStarted(now, id, IMAGE));
        call("launch instance", 1_700, false);
        add(new BuildEvent.InstanceLaunched(now, id, tester, new Placement("t3.small in subnet-1")));
        looks("look at instances", 20, Duration.ofSeconds(5)).says(new GuestWord.Succeeded(), tester);
        return call("tag image", 150, false).add(new BuildEvent.SmokeTestPassed(now, id, IMAGE));
    }

    private Story publishes() {
        for (String place : List.of("eu-central-1", "us-east-1", "ap-southeast-2")) {
            call("publish", 900, false);
            PublishTarget target = new PublishTarget(place, PublishTarget.State.DONE, Optional.of(IMAGE), "copied");
            add(new BuildEvent.TargetChanged(now, id, target)).pause(Duration.ofSeconds(60));
        }
        return this;
    }

    private List<BuildEvent> ends() {
        return add(new BuildEvent.Succeeded(now, id, IMAGE, name + "-1.4.0-7")).events;
    }

    private Story looks(String call, int times, Duration every) {
        for (int i = 0; i < times; i++) {
            call(call, 90 + 10 * (i % 7), false).pause(every);
        }
        return this;
    }

    private Story call(String call, long millis, boolean failed) {
        now = now.plusMillis(millis);
        return add(new BuildEvent.CallEnded(now, id, call, Duration.ofMillis(millis), failed));
    }

    private Story pause(Duration pause) {
        add(new BuildEvent.Paused(now, id, pause));
        now = now.plus(pause);
        return this;
    }

    private Story says(GuestWord word, InstanceId instance) {
        return add(new BuildEvent.GuestSpoke(now, id, instance, word));
    }

    private Story add(BuildEvent event) {
        events.add(event);
        return this;
    }
}
