package io.amibuilder;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.wait.History;
import io.amibuilder.wait.Phase;
import io.amibuilder.wait.Time;
import io.amibuilder.wait.WaitPolicy;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What shortens the waits of a build. */
class WaitingTest {
    private static final WaitPolicy LAZY =
            WaitPolicy.atMost(Duration.ofHours(4)).every(Duration.ofMinutes(30));

    private final VirtualTime time = new VirtualTime();

    @Test
    void anEventEndsThePauseOfTheBuildItNames() {
        assertThat(elapsedWithEventsFor("b")).isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void anEventForAnotherBuildDisturbsNobody() {
        assertThat(elapsedWithEventsFor("c")).isGreaterThanOrEqualTo(Duration.ofHours(1));
    }

    /** A build that looks every half hour, while an event arrives each half minute. */
    private Duration elapsedWithEventsFor(String buildId) {
        WakeUps wakeUps = new WakeUps();
        Time eventful = new Time() {
            private Instant next = time.now();

            @Override
            public Instant now() {
                return time.now();
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                time.pause(duration);
                if (!now().isBefore(next)) {
                    wakeUps.wake(buildId);
                    next = now().plusSeconds(30);
                }
            }
        };
        AmiResult result = build().time(eventful)
                .provider(SimulatedCloud.in(eventful))
                .wakeUps(wakeUps)
                .instanceWait(LAZY)
                .proofWait(LAZY)
                .imageWait(LAZY)
                .build()
                .run();
        return result.elapsed();
    }

    @Test
    void anEventNeverReplacesTheLook() {
        WakeUps wakeUps = new WakeUps();
        SimulatedCloud cloud = SimulatedCloud.in(time);

        AmiResult result = build().time(time)
                .provider(cloud)
                .wakeUps(wakeUps)
                .listener(event -> wakeUps.wakeAll()) // all of them too early
                .build()
                .run();

        assertThat(result.elapsed()).isGreaterThan(Duration.ofMinutes(3)); // what the cloud takes
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void whereEventsTellABuildLooksLessOftenByItself() {
        int polling = looks(build());
        int listening = looks(build().wakeUps(new WakeUps()));
        int both = looks(build().wakeUps(new WakeUps())
                .instanceWait(WaitPolicy.atMost(Duration.ofMinutes(70)))
                .imageWait(WaitPolicy.atMost(Duration.ofHours(4))));

        assertThat(listening).isLessThan(polling / 2);
        assertThat(both).isEqualTo(polling); // what is said stays
    }

    @Test
    void aDerivedBuildThatIsToldByEventsLooksLessOften() {
        AmiBuild polling = build().provider(SimulatedCloud.in(time)).build();

        assertThat(looks(polling.toBuilder().wakeUps(new WakeUps()))).isEqualTo(looks(build().wakeUps(new WakeUps())));
    }

    /** How often a build asks for its instances and images, when no event comes. */
    private static int looks(AmiBuildBuilder build) {
        VirtualTime time = new VirtualTime();
        SimulatedCloud cloud = SimulatedCloud.in(time);
        AtomicInteger looks = new AtomicInteger();
        CloudProvider counting = (CloudProvider) Proxy.newProxyInstance(
                WaitingTest.class.getClassLoader(),
                new Class<?>[] {CloudProvider.class},
                (proxy, method, arguments) -> {
                    if (Set.of("instances", "images").contains(method.getName())) {
                        looks.incrementAndGet();
                    }
                    return method.invoke(cloud, arguments);
                });
        build.time(time).provider(counting).build().run();
        return looks.get();
    }

    @Test
    void aBuildAddsToTheHistoryAndTheNextOneLooksLessOften() {
        History history = History.inMemory();
        List<Duration> pauses = new ArrayList<>();
        Time counting = new Time() {
            @Override
            public Instant now() {
                return time.now();
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                pauses.add(duration);
                time.pause(duration);
            }
        };
        AmiBuild build = build().time(counting)
                .provider(SimulatedCloud.in(time))
                .learningFrom(history)
                .buildId("one")
                .build();

        AmiResult first = build.run();
        int without = pauses.size();
        AmiResult second = build.toBuilder().buildId("two").build().run();

        assertThat(history.durations("agent", Phase.INSTANCE)).hasSize(2);
        assertThat(history.durations("agent", Phase.PROOF)).hasSize(2);
        assertThat(history.durations("agent", Phase.IMAGE))
                .hasSize(2)
                .allSatisfy(took -> assertThat(took).isBetween(Duration.ofMinutes(2), Duration.ofSeconds(125)));
        assertThat(pauses.size() - without).isLessThan(without);
        assertThat(second.elapsed().minus(first.elapsed())).isLessThan(Duration.ofSeconds(6)); // two for each wait
    }

    @Test
    void aFailedBuildTeachesNothing() {
        History history = History.inMemory();
        AmiBuild build = build().time(time)
                .provider(SimulatedCloud.builder(time)
                        .guestFails("10_hello.sh", 1)
                        .build())
                .learningFrom(history)
                .build();

        assertThat(org.assertj.core.api.Assertions.catchThrowable(build::run)).isNotNull();
        assertThat(history.durations("agent", Phase.INSTANCE)).isEmpty();
    }

    private static AmiBuildBuilder build() {
        return AmiBuild.builder()
                .source(AmiSource.builder()
                        .part("10_hello.sh", "#!/bin/sh\necho hello\n")
                        .build())
                .name("agent")
                .version("1.0")
                .buildId("b")
                .baseImage(BaseImage.id("ami-0"));
    }
}
