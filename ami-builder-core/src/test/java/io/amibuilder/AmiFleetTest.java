package io.amibuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ConsoleOutput;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Query;
import io.amibuilder.event.BuildEvent;
import io.amibuilder.guest.GuestFailedException;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.ForwardingCloud;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.wait.Time;
import io.amibuilder.wait.WaitPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many builds at once, in virtual time unless said otherwise. */
class AmiFleetTest {
    private static final CompiledAmi COMPILED = CompiledAmi.compile(
            AmiSource.builder().part("10_hello.sh", "#!/bin/sh\necho hello\n").build());

    private final VirtualTime time = new VirtualTime();
    private final SimulatedCloud simulated = SimulatedCloud.in(time);
    private final MeteredCloud cloud = new MeteredCloud(simulated, time);

    @Test
    void aThousandBuildsFinishBelowTheRateLimitsOfTheCloud() {
        FleetResult result = AmiFleet.builder().builds(builds(1_000, cloud)).run();

        assertThat(result.failures()).isEmpty();
        assertThat(result.images()).hasSize(1_000);
        assertThat(simulated.left()).isEmpty();
        // one a second, and one more when the last build is alone
        assertThat(cloud.mostIn("DescribeInstances", Duration.ofSeconds(60))).isLessThanOrEqualTo(60 + 1);
        assertThat(cloud.mostIn("DescribeImages", Duration.ofSeconds(60))).isLessThanOrEqualTo(60 + 1);
        // in any stretch no more than the burst and what flows in meanwhile
        assertThat(cloud.mostIn("RunInstances", Duration.ofSeconds(1))).isLessThanOrEqualTo(5 + 2);
        assertThat(cloud.mostIn("RunInstances", Duration.ofSeconds(60))).isLessThanOrEqualTo(5 + 120);
        assertThat(cloud.mostIn("CreateImage", Duration.ofSeconds(60))).isLessThanOrEqualTo(50 + 300);
        assertThat(cloud.mostIn("TerminateInstances", Duration.ofSeconds(60))).isLessThanOrEqualTo(100 + 300);
        assertThat(cloud.count("RunInstances")).isEqualTo(1_000);
        assertThat(cloud.count("ResolveImage")).isEqualTo(1);
        assertThat(result.elapsed()).isLessThan(Duration.ofMinutes(20)); // 500 s of launches, then one build
    }

    @Test
    void theProgressOfAThousandBuildsIsReadAsFarAsTheRateLimitHasRoom() {
        SimulatedCloud slow =
                SimulatedCloud.builder(time).stepsTake(Duration.ofMinutes(5)).build();
        MeteredCloud metered = new MeteredCloud(slow, time);
        Set<String> spoke = new HashSet<>();
        List<AmiBuild> builds = new ArrayList<>(builds(1_000, metered));
        builds.replaceAll(build -> build.toBuilder()
                .progressEvery(Duration.ofSeconds(20)) // fifty reads a second would be wanted
                .listener(event -> {
                    if (event instanceof BuildEvent.GuestSpoke) {
                        spoke.add(event.buildId());
                    } else if (event instanceof BuildEvent.InstanceChanged change
                            && change.state() == InstanceState.STOPPED) {
                        assertThat(spoke).contains(event.buildId()); // nobody was passed over for ever
                    }
                })
                .build());

        FleetResult result = AmiFleet.builder().builds(builds).run();

        assertThat(result.failures()).isEmpty();
        assertThat(spoke).hasSize(1_000);
        assertThat(metered.mostIn("GetConsoleOutput", Duration.ofSeconds(1))).isLessThanOrEqualTo(100 + 20);
        assertThat(metered.mostIn("GetConsoleOutput", Duration.ofSeconds(60)))
                .isBetween(60 * 8, 50 + 60 * 10 + 100); // half of what flows in, and the last words
    }

    @Test
    void twoHundredBuildsOfOneNameTakeTwoHundredNumbers() {
        List<AmiBuild> builds = IntStream.range(0, 200)
                .mapToObj(i -> build(cloud, "agent", "b" + i).build())
                .toList();

        FleetResult result = AmiFleet.builder().builds(builds).run();

        assertThat(result.images())
                .extracting(AmiResult::buildNumber)
                .doesNotHaveDuplicates()
                .hasSize(200);
        assertThat(cloud.count("CreateImage")).isEqualTo(200); // nobody asked for a number that was taken
    }

    @Test
    void theSameFleetInVirtualTimeDoesTheSameEachTime() {
        assertThat(storyOf(30)).isEqualTo(storyOf(30));
    }

    private static List<String> storyOf(int builds) {
        VirtualTime time = new VirtualTime();
        SimulatedCloud cloud = SimulatedCloud.in(time);
        List<String> story = new ArrayList<>();
        List<AmiBuild> all = IntStream.range(0, builds)
                .mapToObj(i -> build(cloud, time, "agent-" + i, "b" + i)
                        .listener(event -> story.add(event.toString()))
                        .build())
                .toList();
        AmiFleet.builder().builds(all).run();
        return story;
    }

    @Test
    void oneFailingGuestDisturbsNoOtherBuild() {
        SimulatedCloud broken =
                SimulatedCloud.builder(time).guestFails("10_hello.sh", 7).build();
        List<AmiBuild> builds = new ArrayList<>(builds(20, cloud));
        builds.add(10, build(broken, "broken", "broken").build());

        FleetResult result = AmiFleet.builder().builds(builds).run();

        assertThat(result.images()).hasSize(20);
        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.buildId()).isEqualTo("broken");
            assertThat(failure.why()).isInstanceOf(GuestFailedException.class);
        });
        assertThat(result.outcomes().get(10)).isInstanceOf(BuildOutcome.Failed.class);
        assertThat(broken.left()).isEmpty();
    }

    @Test
    void aProviderThatExplodesForOneBuildDisturbsNoOther() {
        CloudProvider exploding = new ForwardingCloud(cloud) {
            @Override
            public InstanceId launch(LaunchRequest request) {
                if (request.instanceTags().containsValue("build-7")) {
                    throw new AssertionError("boom");
                }
                return next.launch(request);
            }
        };
        FleetResult result = AmiFleet.builder().builds(builds(20, exploding)).run();

        assertThat(result.images()).hasSize(19);
        assertThat(result.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.why()).hasMessage("boom"));
        assertThat(simulated.left()).isEmpty();
    }

    @Test
    void aSharedLookThatFailsIsTakenAgain() {
        AtomicInteger looks = new AtomicInteger();
        CloudProvider shaky = new ForwardingCloud(cloud) {
            @Override
            public List<InstanceStatus> instances(Query query) {
                if (looks.incrementAndGet() % 3 == 0) {
                    throw new CloudException(CloudException.Kind.RETRYABLE, "DescribeInstances", "", "busy", null);
                }
                return next.instances(query);
            }
        };
        assertThat(AmiFleet.builder().builds(builds(50, shaky)).run().images()).hasSize(50);
        assertThat(simulated.left()).isEmpty();
    }

    @Test
    void anInterruptedFleetLeavesNothingRunning() {
        List<AmiBuild> builds = new ArrayList<>(builds(100, cloud));
        AtomicInteger launches = new AtomicInteger();
        builds.replaceAll(build -> build.toBuilder()
                .listener(event -> {
                    if (event instanceof BuildEvent.ImageRequested && launches.incrementAndGet() == 3) {
                        Thread.currentThread().interrupt();
                    }
                })
                .build());

        FleetResult result = AmiFleet.builder().builds(builds).run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(simulated.left()).isEmpty();
        assertThat(result.outcomes()).hasSize(100);
        assertThat(result.failures())
                .hasSizeGreaterThan(90)
                .allSatisfy(failure -> assertThat(failure.why())
                        .isInstanceOf(BuildCancelledException.class)
                        .hasMessageEndingWith("was cancelled: the thread of its fleet was interrupted"));
    }

    @Test
    void theCountersTellHowFarItIs() {
        List<FleetProgress> heard = new ArrayList<>();

        AmiFleet.builder().builds(builds(12, cloud)).progress(heard::add).run();

        assertThat(heard).hasSize(24).startsWith(new FleetProgress(11, 1, 0, 0));
        assertThat(heard).last().hasToString("0 waiting, 0 running, 12 succeeded, 0 failed");
    }

    @Test
    void anEventBringsABuildsNextStepForward() {
        WakeUps wakeUps = new WakeUps();
        WaitPolicy lazy = WaitPolicy.atMost(Duration.ofHours(4)).every(Duration.ofMinutes(30));
        CloudProvider eventful = new ForwardingCloud(cloud) {
            @Override
            public List<InstanceStatus> instances(Query query) {
                wakeUps.wakeAll();
                return next.instances(query);
            }

            @Override
            public List<ImageStatus> images(Query query) {
                wakeUps.wakeAll();
                return next.images(query);
            }

            @Override
            public ConsoleOutput console(InstanceId id) {
                wakeUps.wakeAll();
                return next.console(id);
            }
        };
        List<AmiBuild> builds = new ArrayList<>(builds(3, eventful));
        builds.replaceAll(build -> build.toBuilder()
                .instanceWait(lazy)
                .proofWait(lazy)
                .imageWait(lazy)
                .wakeUps(wakeUps)
                .build());

        assertThat(AmiFleet.builder().builds(builds).run().elapsed()).isLessThan(Duration.ofMinutes(5));
    }

    @Test
    @SuppressWarnings("ThreadPriorityCheck") // a yield makes a clash likelier, and nothing relies on it
    void inRealTimeTheThreadsAreBoundedAndNoneIsLeft() {
        FastTime fast = new FastTime();
        SimulatedCloud real = SimulatedCloud.in(fast);
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        ConcurrentHashMap<String, Thread> busy = new ConcurrentHashMap<>();
        AtomicInteger twice = new AtomicInteger();
        CloudProvider watched = new MeteredCloud(real, fast);
        List<AmiBuild> builds = IntStream.range(0, 60)
                .mapToObj(i -> build(watched, "agent-" + i, "b" + i)
                        .time(fast)
                        .listener(event -> {
                            Thread here = Thread.currentThread();
                            used.add(here);
                            twice.addAndGet(busy.put(event.buildId(), here) == null ? 0 : 1);
                            Thread.yield();
                            busy.remove(event.buildId());
                        })
                        .build())
                .toList();

        FleetResult result = AmiFleet.builder().builds(builds).threads(4).run();

        assertThat(result.failures()).isEmpty();
        assertThat(result.images()).hasSize(60);
        assertThat(real.left()).isEmpty();
        assertThat(twice).hasValue(0);
        assertThat(used).hasSizeBetween(2, 4);
        assertThat(used).filteredOn(Thread::isAlive).containsExactly(Thread.currentThread());
    }

    @Test
    void anInterruptionOfTheCallerReachesAllThreads() {
        FastTime fast = new FastTime();
        SimulatedCloud real = SimulatedCloud.in(fast);
        Thread caller = Thread.currentThread();
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        List<AmiBuild> builds = IntStream.range(0, 40)
                .mapToObj(i -> build(real, fast, "agent-" + i, "b" + i)
                        .listener(event -> {
                            used.add(Thread.currentThread());
                            if (event instanceof BuildEvent.ImageRequested) {
                                caller.interrupt();
                            }
                        })
                        .build())
                .toList();

        FleetResult result = AmiFleet.builder().builds(builds).threads(4).run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(real.left()).isEmpty();
        assertThat(result.failures())
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure.why()).isInstanceOf(BuildCancelledException.class));
        assertThat(used).filteredOn(Thread::isAlive).isSubsetOf(caller);
    }

    @Test
    void twoBuildsOfOneIdAreRefused() {
        AmiBuild build = build(cloud, "agent", "b").build();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> AmiFleet.builder().builds(List.of(build, build)).build())
                .withMessage("the builds of a fleet must differ in their ids, but two are b");
    }

    @Test
    void aFleetWithoutBuildsIsDoneAtOnce() {
        assertThat(AmiFleet.builder().run()).hasToString("0 images, 0 failures in PT0S");
    }

    private List<AmiBuild> builds(int number, CloudProvider provider) {
        return IntStream.range(0, number)
                .mapToObj(i -> build(provider, "agent-" + i, "build-" + i).build())
                .toList();
    }

    private AmiBuildBuilder build(CloudProvider provider, String name, String id) {
        return build(provider, time, name, id);
    }

    private static AmiBuildBuilder build(CloudProvider provider, Time time, String name, String id) {
        return AmiBuild.builder()
                .compiled(COMPILED)
                .name(name)
                .version("1.0")
                .baseImage(BaseImage.id("ami-0"))
                .provider(provider)
                .time(time)
                .buildId(id);
    }
}
