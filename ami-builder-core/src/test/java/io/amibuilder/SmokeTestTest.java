package io.amibuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceLostException;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.OnFailure;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.SmokeTestFailedException;
import io.amibuilder.event.BuildEvent;
import io.amibuilder.event.EventText;
import io.amibuilder.guest.GuestFailedException;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.ForwardingCloud;
import io.amibuilder.testing.InMemoryArtifactStore;
import io.amibuilder.testing.RecordingListener;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.userdata.ReceivedPart;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.wait.History;
import io.amibuilder.wait.Phase;
import io.amibuilder.wait.WaitTimedOutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmokeTestTest {
    private static final SmokeTest TEST = SmokeTest.commands("systemctl is-active nginx");

    private final VirtualTime time = new VirtualTime();
    private final RecordingListener heard = new RecordingListener();
    private final List<LaunchRequest> launches = new ArrayList<>();

    @Test
    void anImageThatPassesIsMarkedAndNothingElseIsLeft() {
        SimulatedCloud cloud = SimulatedCloud.in(time);

        AmiResult result = build(cloud).build().run();

        assertThat(image(cloud).tags()).containsEntry("ami-builder:smoke-test", "passed");
        assertThat(cloud.left()).isEmpty();
        assertThat(result.instance()).isPresent();
        assertThat(launches).extracting(launch -> launch.baseImage()).last().isEqualTo(result.image());
        assertThat(heard.events().stream().map(EventText::of))
                .containsSubsequence(
                        "image " + result.image() + " is available",
                        "terminated instance i-00000000000000001",
                        "testing image " + result.image(),
                        "launched instance i-00000000000000003 in default",
                        "the instance said 'succeeded'",
                        "image " + result.image() + " passed its smoke test",
                        "terminated instance i-00000000000000003",
                        "image " + result.image() + " named agent-1.0-1 is ready");
        assertThat(heard.events()).allMatch(event -> event.buildId().equals("b"));
        assertThat(heard.events(BuildEvent.Started.class)).hasSize(1);
    }

    @Test
    void theInstanceOfTheTestIsNamedAndTaggedAsSuch() {
        AmiResult result =
                build(SimulatedCloud.in(time)).tag("team", "web").build().run();

        assertThat(launches.get(1).instanceTags())
                .containsEntry("Name", "TestAMI")
                .containsEntry("ami-builder:build-id", "b/smoke-test/" + result.image())
                .containsEntry("TargetName", "agent")
                .containsEntry("team", "web")
                .containsKey("ami-builder:expires");
        assertThat(launches.get(1).token()).isNotEqualTo(launches.get(0).token());
        int longest = 128 + "/smoke-test/".length() + "ami-00000000000000000".length();
        assertThat(longest).isLessThanOrEqualTo(256); // EC2's limit for the value of a tag
    }

    @Test
    void anImageThatFailsIsDiscardedAndTheFailureSaysWhy() {
        SimulatedCloud cloud = SimulatedCloud.builder(time)
                .smokeTestFails("60_smoke-test.sh", 3, "inactive")
                .build();

        SmokeTestFailedException e = catchThrowableOfType(
                SmokeTestFailedException.class, () -> build(cloud).build().run());

        assertThat(cloud.images(Query.build("b"))).isEmpty();
        assertThat(cloud.left()).isEmpty();
        assertThat(e.discarded()).isTrue();
        assertThat(e.cleanUp().removed()).containsExactly("instance i-00000000000000003", "image " + e.image());
        assertThat(e)
                .hasMessageStartingWith(
                        "image ami-00000000000000002 (agent-1.0-1) failed its smoke test and was"
                                + " discarded: instance i-00000000000000003 failed in step '60_smoke-test.sh' with exit status 3")
                .hasCauseInstanceOf(GuestFailedException.class);
        assertThat(heard.events(BuildEvent.ImageDiscarded.class)).hasSize(1);
        assertThat(heard.events(BuildEvent.Succeeded.class)).isEmpty();
        assertThat(heard.events(BuildEvent.Failed.class)).hasSize(1);
    }

    @Test
    void aTestThatHangsRunsOutAndDiscardsTheImage() {
        SimulatedCloud cloud = SimulatedCloud.builder(time).smokeTestHangs().build();

        assertThatExceptionOfType(SmokeTestFailedException.class)
                .isThrownBy(() -> build(cloud)
                        .smokeTest(TEST.atMost(Duration.ofMinutes(5)))
                        .build()
                        .run())
                .withCauseInstanceOf(WaitTimedOutException.class)
                .satisfies(e -> assertThat(((WaitTimedOutException) e.getCause()).limit())
                        .isEqualTo(Duration.ofMinutes(15)));
        assertThat(cloud.images(Query.build("b"))).isEmpty();
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void withoutALimitOfItsOwnTheTestMayTakeAsLongAsTheBuild() {
        SimulatedCloud cloud = SimulatedCloud.builder(time).smokeTestHangs().build();

        assertThatExceptionOfType(SmokeTestFailedException.class)
                .isThrownBy(() -> build(cloud).build().run())
                .satisfies(e -> assertThat(((WaitTimedOutException) e.getCause()).limit())
                        .isEqualTo(Duration.ofMinutes(70)));
    }

    @Test
    void theTestsOwnLimitIsTheDeadManOfItsInstance() {
        build(SimulatedCloud.in(time))
                .smokeTest(TEST.atMost(Duration.ofSeconds(1234)))
                .build()
                .run();

        assertThat(text(launches.get(0).userdata())).doesNotContain("1234");
        assertThat(text(launches.get(1).userdata())).contains("1234");
    }

    @Test
    void anImageThatCannotBeDiscardedIsReported() {
        CloudProvider cloud =
                new ForwardingCloud(SimulatedCloud.builder(time)
                        .smokeTestFails("60_smoke-test.sh", 3)
                        .build()) {
                    @Override
                    public void discard(ImageId id) {
                        throw new CloudException(
                                CloudException.Kind.FINAL, "DeregisterImage", "UnauthorizedOperation", "not you", null);
                    }
                };
        assertThatExceptionOfType(SmokeTestFailedException.class)
                .isThrownBy(() -> build(cloud).build().run())
                .withMessageContaining("could not be discarded; deregister it by hand")
                .satisfies(e -> {
                    assertThat(e.discarded()).isFalse();
                    assertThat(e.cleanUp().left()).containsExactly("image " + e.image());
                    assertThat(e.getSuppressed()).hasSize(1);
                });
    }

    @Test
    void theInstanceOfAFailedTestStaysWhenTheBuildSaysSo() {
        SimulatedCloud cloud = SimulatedCloud.builder(time)
                .smokeTestFails("60_smoke-test.sh", 3)
                .build();

        SmokeTestFailedException e = catchThrowableOfType(
                SmokeTestFailedException.class,
                () -> build(cloud).onFailure(OnFailure.STOP).build().run());

        assertThat(cloud.images(Query.build("b"))).isEmpty();
        assertThat(cloud.left()).hasSize(1);
        assertThat(e.cleanUp().left())
                .containsExactly("instance " + cloud.left().get(0));
    }

    @Test
    void anInstanceThatIsLostSaysNothingOfTheImageWhichIsTestedByTheNextRun() {
        SimulatedCloud good = SimulatedCloud.in(time);
        CloudProvider cloud = new ForwardingCloud(good) {
            @Override
            public InstanceId launch(LaunchRequest request) {
                InstanceId id = next.launch(request);
                if (request.instanceTags().get("Name").equals("TestAMI")) {
                    next.terminate(id);
                }
                return id;
            }
        };
        assertThatExceptionOfType(InstanceLostException.class)
                .isThrownBy(() -> build(cloud).build().run())
                .satisfies(e -> assertThat(e.cleanUp().left())
                        .containsExactly("image " + image(good).id()));
        ImageId first = image(good).id();
        assertThat(image(good).tags()).doesNotContainKey(AmiTags.SMOKE_TEST);

        assertThat(build(good).build().run().image()).isEqualTo(first);
        assertThat(image(good).tags()).containsEntry(AmiTags.SMOKE_TEST, AmiTags.PASSED);
    }

    @Test
    void anImageThatPassedIsNeverTestedAgain() {
        SimulatedCloud cloud = SimulatedCloud.in(time);
        AmiResult first = build(cloud).build().run();

        AmiResult second = build(cloud).build().run();

        assertThat(second.image()).isEqualTo(first.image());
        assertThat(launches).hasSize(2);
    }

    @Test
    void aFailedTestIsOverruledByTheMarkOfAnotherProcess() {
        SimulatedCloud good = SimulatedCloud.builder(time)
                .smokeTestFails("60_smoke-test.sh", 3)
                .build();
        CloudProvider cloud = new ForwardingCloud(good) {
            @Override
            public void terminate(InstanceId id) {
                next.terminate(id);
                good.images(Query.build("b"))
                        .forEach(image -> next.tag(image.id(), "ami-builder:smoke-test", "passed"));
            }
        };

        AmiResult result = build(cloud).build().run();

        assertThat(image(good).id()).isEqualTo(result.image());
    }

    @Test
    void anImageThatSomebodyDiscardsDuringItsTestIsNotReturned() {
        SimulatedCloud good = SimulatedCloud.in(time);
        CloudProvider cloud = new ForwardingCloud(good) {
            @Override
            public InstanceId launch(LaunchRequest request) {
                InstanceId id = next.launch(request);
                if (request.instanceTags().get("Name").equals("TestAMI")) {
                    next.discard(request.baseImage());
                }
                return id;
            }
        };
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> build(cloud).build().run())
                .withMessageContaining("passed its smoke test, but somebody has discarded it meanwhile");
        assertThat(good.left()).isEmpty();
    }

    @Test
    void anImageIsReusedOnlyWhenItPassedTheSameTest() {
        SimulatedCloud cloud = SimulatedCloud.in(time);
        AmiBuildBuilder build = build(cloud).reuse(Reuse.IF_SAME_FINGERPRINT);
        AmiResult first = build.buildId("one").build().run();

        AmiResult same = build.buildId("two").build().run();
        AmiResult other = build.buildId("three")
                .smokeTest(SmokeTest.commands("true"))
                .build()
                .run();

        assertThat(same.reused()).isTrue();
        assertThat(same.image()).isEqualTo(first.image());
        assertThat(other.reused()).isFalse();
        assertThat(launches).hasSize(4);
    }

    @Test
    void anImageThatWasNeverTestedIsNotReused() {
        CloudProvider cancelled = new ForwardingCloud(SimulatedCloud.in(time)) {
            @Override
            public void tag(ImageId id, String name, String value) {
                throw new CloudException(CloudException.Kind.FINAL, "CreateTags", "UnauthorizedOperation", "no", null);
            }
        };
        AmiBuildBuilder build = build(cancelled).reuse(Reuse.IF_SAME_FINGERPRINT);
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> build.buildId("one").build().run());

        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> build.buildId("two").build().run());
        assertThat(launches).hasSize(4);
    }

    @Test
    void aTestMayBringFilesThatMustBeStored() {
        byte[] noise = new byte[40_000];
        new Random(1).nextBytes(noise);
        InMemoryArtifactStore store = new InMemoryArtifactStore();
        SmokeTest large = SmokeTest.source(AmiSource.builder()
                .part("60_check.sh", "#!/bin/sh\n/opt/check\n")
                .fs(FileTree.builder().file("/opt/check", noise, 0755).build())
                .build());

        build(SimulatedCloud.builder(time).store(store).build())
                .storage(store)
                .smokeTest(large)
                .build()
                .run();

        assertThat(heard.events(BuildEvent.RootfsStored.class)).hasSize(1);
    }

    @Test
    void aSourceDirectoryMayBeTheTest(@TempDir Path directory) throws Exception {
        Files.createDirectories(directory.resolve("cloudinit"));
        Files.writeString(directory.resolve("cloudinit/60_check.sh"), "#!/bin/sh\ntrue\n");

        build(SimulatedCloud.in(time))
                .smokeTest(SmokeTest.source(directory))
                .build()
                .run();

        assertThat(heard.events(BuildEvent.GuestSpoke.class))
                .anyMatch(spoke -> spoke.word().text().contains("60_check.sh"));
    }

    @Test
    void theTimesOfTheTestTeachTheHistoryOfTheBakeNothing() {
        History with = History.inMemory();
        History without = History.inMemory();
        build(SimulatedCloud.in(time)).learningFrom(with).build().run();
        plain(SimulatedCloud.in(time)).learningFrom(without).build().run();
        for (Phase phase : Phase.values()) {
            assertThat(with.durations("agent", phase)).isEqualTo(without.durations("agent", phase));
        }
    }

    @Test
    void aFleetTestsItsImages() {
        SimulatedCloud cloud = SimulatedCloud.in(time);
        MeteredCloud metered = new MeteredCloud(cloud, time);
        List<AmiBuild> builds = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            builds.add(build(metered).version("1." + i).buildId("b" + i).build());
        }
        FleetResult result = AmiFleet.builder().builds(builds).run();

        assertThat(result.outcomes()).allMatch(outcome -> outcome instanceof BuildOutcome.Succeeded);
        assertThat(cloud.left()).isEmpty();
        // One a second, and a few more by the last build, which waits for nobody once it is alone
        assertThat(metered.mostIn("DescribeInstances", Duration.ofMinutes(1))).isLessThanOrEqualTo(63);
        assertThat(metered.count("RunInstances")).isEqualTo(80);
    }

    @Test
    void anEventForTheInstanceOfTheTestWakesTheBuild() {
        WakeUps calls = new WakeUps();
        List<String> woken = new ArrayList<>();
        for (String id : List.of("b", "b2")) {
            calls.add(new WakeUps.Sleeper() {
                @Override
                public String buildId() {
                    return id;
                }

                @Override
                public void wake() {
                    woken.add(id);
                }
            });
        }
        calls.wake("b/smoke-test/ami-1");
        assertThat(woken).containsExactly("b");
    }

    @Test
    void aCancelledTestEndsItsInstanceAndLeavesTheImage() {
        SimulatedCloud cloud = SimulatedCloud.in(time);
        try (AmiBake bake = build(cloud).build().start()) {
            while (heard.events(BuildEvent.InstanceLaunched.class).size() < 2) {
                time.advance(((Next.Again) bake.step()).pause());
            }
            BuildCancelledException cancelled = bake.cancel("enough");

            assertThat(cancelled.cleanUp().left())
                    .containsExactly("image " + image(cloud).id());
            assertThat(cancelled.cleanUp().removed()).hasSize(1);
            assertThat(cloud.left()).isEmpty();
        }
        assertThat(cloud.instances(Query.tagged(AmiTags.BUILD_ID)))
                .extracting(InstanceStatus::state)
                .allMatch(InstanceState::isGone);
    }

    @Test
    void eachCommandRunsInAShellOfItsOwn() {
        build(SimulatedCloud.in(time))
                .smokeTest(SmokeTest.commands("! pgrep telnetd", "test \"$(cat /etc/motd)\" = 'it''s'"))
                .build()
                .run();

        assertThat(text(launches.get(1).userdata())).contains("""
                #!/bin/sh
                check() {
                    echo "smoke test: $1"
                    /bin/sh -ec "$1" || exit $?
                }
                check '! pgrep telnetd'
                check 'test "$(cat /etc/motd)" = '\\''it'\\'''\\''s'\\'''
                """);
    }

    @Test
    void aTestWithoutCommandsOrTimeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmokeTest.commands())
                .withMessageContaining("at least one command");
        assertThatIllegalArgumentException().isThrownBy(() -> SmokeTest.commands("true", " "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.atMost(Duration.ZERO))
                .withMessage("the limit of a smoke test must be positive, but was PT0S");
    }

    private static ImageStatus image(SimulatedCloud cloud) {
        List<ImageStatus> images = cloud.images(Query.build("b"));
        assertThat(images).hasSize(1);
        return images.get(0);
    }

    private static String text(Userdata userdata) {
        StringBuilder all = new StringBuilder();
        for (ReceivedPart part : userdata.parts()) {
            all.append(part.text());
        }
        return all.toString();
    }

    private AmiBuildBuilder build(CloudProvider cloud) {
        CloudProvider watched = new ForwardingCloud(cloud) {
            @Override
            public InstanceId launch(LaunchRequest request) {
                launches.add(request);
                return next.launch(request);
            }
        };
        return plain(cloud instanceof MeteredCloud ? cloud : watched).smokeTest(TEST);
    }

    private AmiBuildBuilder plain(CloudProvider cloud) {
        return AmiBuild.builder()
                .source(AmiSource.builder()
                        .part("10_hello.sh", "#!/bin/sh\necho hello\n")
                        .build())
                .name("agent")
                .version("1.0")
                .buildId("b")
                .baseImage(BaseImage.id("ami-0"))
                .provider(cloud)
                .listener(heard)
                .time(time);
    }
}
