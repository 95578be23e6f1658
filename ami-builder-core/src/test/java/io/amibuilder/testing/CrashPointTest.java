package io.amibuilder.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.AmiBake;
import io.amibuilder.AmiBuild;
import io.amibuilder.AmiBuildBuilder;
import io.amibuilder.AmiResult;
import io.amibuilder.CompiledAmi;
import io.amibuilder.Next;
import io.amibuilder.SmokeTest;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.Query;
import io.amibuilder.publish.PublishTarget.State;
import io.amibuilder.source.AmiSource;
import io.amibuilder.wait.WaitPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A build is killed at every single request it sends, a plain one and one with everything, and another process goes on. */
class CrashPointTest {
    /** A fifth of the usual requests, each of which is a point to be killed at. */
    private static final WaitPolicy SPARSE =
            WaitPolicy.atMost(Duration.ofHours(1)).every(Duration.ofSeconds(5));

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CRASH_BEFORE", "CRASH_AFTER"})
    void aBuildKilledAtAnyRequestGoesOn(Fault crash) {
        int requests = requestsOf(false);
        assertThat(requests).isGreaterThan(20);
        for (int point = 1; point <= requests; point++) {
            VirtualTime time = new VirtualTime();
            SimulatedCloud cloud = SimulatedCloud.in(time);
            int killedAt = point;
            FaultyCloud dying =
                    new FaultyCloud(cloud, time, (request, operation) -> request == killedAt ? crash : Fault.NONE);
            try {
                build(time).provider(dying).build().run();
            } catch (SimulatedCrash died) {
                assertThat(died).hasMessageStartingWith("the process died in ");
            }

            AmiResult result = build(time)
                    .provider(new FaultyCloud(cloud, time, (request, operation) -> Fault.NONE))
                    .build()
                    .run();

            assertThat(cloud.images(Query.build("b")))
                    .as("%s at request %d", crash, point)
                    .extracting(ImageStatus::id)
                    .containsExactly(result.image());
            assertThat(cloud.left()).as("%s at request %d", crash, point).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CRASH_BEFORE", "CRASH_AFTER"})
    void aBuildKilledWhileItBakesTestsOrPublishesGoesOn(Fault crash) {
        int requests = requestsOf(true);
        assertThat(requests).isGreaterThan(50);
        for (int point = 1; point <= requests; point++) {
            VirtualTime time = new VirtualTime();
            SimulatedCloud cloud = SimulatedCloud.in(time);
            SimulatedPublisher publisher = publisher(time);
            int killedAt = point;
            FaultyCloud dying =
                    new FaultyCloud(cloud, time, (request, operation) -> request == killedAt ? crash : Fault.NONE);
            try {
                whole(time, dying, publisher).run();
            } catch (SimulatedCrash died) {
                assertThat(died).hasMessageStartingWith("the process died in ");
            }
            FaultyCloud good = new FaultyCloud(cloud, time, (request, operation) -> Fault.NONE);

            AmiResult result = whole(time, good, publisher).run();

            assertThat(cloud.images(Query.build("b")))
                    .as("%s at request %d", crash, point)
                    .extracting(ImageStatus::id)
                    .containsExactly(result.image());
            assertThat(cloud.left()).as("%s at request %d", crash, point).isEmpty();
            assertThat(cloud.testsOf(result.image()))
                    .as("%s at request %d", crash, point)
                    .hasSizeBetween(1, 2);
            assertThat(result.published())
                    .as("%s at request %d", crash, point)
                    .isEqualTo(publisher.targets(result.image()))
                    .hasSize(2)
                    .allMatch(target -> target.state() == State.DONE);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CRASH_BEFORE", "CRASH_AFTER"})
    void aStepKilledAtAnyRequestIsTakenAgainFromTheCheckpointBeforeIt(Fault crash) {
        int last = Integer.MAX_VALUE;
        CompiledAmi compiled = build(new VirtualTime())
                .provider(SimulatedCloud.in(new VirtualTime()))
                .build()
                .compile(); // once for all steps, as such a driver should
        for (int point = 1; point <= last; point++) {
            VirtualTime time = new VirtualTime();
            SimulatedCloud cloud = SimulatedCloud.in(time);
            SimulatedPublisher publisher = publisher(time);
            AtomicInteger requests = new AtomicInteger();
            int killedAt = point;

            AmiResult result = stepByStep(
                    () -> whole(
                                    time,
                                    new FaultyCloud(
                                            cloud,
                                            time,
                                            (request, operation) ->
                                                    requests.incrementAndGet() == killedAt ? crash : Fault.NONE),
                                    publisher)
                            .toBuilder()
                            .compiled(compiled)
                            .instanceWait(WaitPolicy.atMost(Duration.ofHours(1)).every(Duration.ofSeconds(20)))
                            .imageWait(WaitPolicy.atMost(Duration.ofHours(1)).every(Duration.ofSeconds(20)))
                            .build(),
                    time);

            assertThat(cloud.images(Query.build("b")))
                    .as("%s at request %d", crash, point)
                    .extracting(ImageStatus::id)
                    .containsExactly(result.image());
            assertThat(cloud.left()).as("%s at request %d", crash, point).isEmpty();
            assertThat(cloud.testsOf(result.image()))
                    .as("%s at request %d", crash, point)
                    .hasSize(1);
            assertThat(result.published())
                    .as("%s at request %d", crash, point)
                    .isEqualTo(publisher.targets(result.image()))
                    .hasSize(2)
                    .allMatch(target -> target.state() == State.DONE);
            last = Math.min(last, requests.get());
        }
        assertThat(last).isGreaterThan(30);
    }

    /** A new bake for every step, over a network of its own. */
    private static AmiResult stepByStep(Supplier<AmiBuild> build, VirtualTime time) {
        String checkpoint;
        try (AmiBake bake = build.get().start()) {
            checkpoint = bake.checkpoint();
        }
        Next next = new Next.Again(Duration.ZERO);
        while (next instanceof Next.Again again) {
            time.advance(again.pause());
            try (AmiBake bake = build.get().resume(checkpoint)) {
                next = bake.step();
                checkpoint = bake.checkpoint();
            } catch (SimulatedCrash died) {
                next = new Next.Again(Duration.ofMinutes(1)); // until somebody notices
            }
        }
        return ((Next.Done) next).result();
    }

    @Test
    void aTestAndAPublisherChangeThreeThingsMore() {
        VirtualTime time = new VirtualTime();
        List<String> changes = new ArrayList<>();
        FaultyCloud cloud = new FaultyCloud(SimulatedCloud.in(time), time, (request, operation) -> {
            if (!operation.startsWith("Describe") && !operation.startsWith("Get")) {
                changes.add(operation);
            }
            return Fault.NONE;
        });
        whole(time, cloud, SimulatedPublisher.in(time).place("region-1", Duration.ZERO))
                .run();
        assertThat(changes)
                .containsExactly(
                        "RunInstances",
                        "CreateImage",
                        "TerminateInstances",
                        "RunInstances",
                        "CreateTags",
                        "TerminateInstances",
                        "Publish");
    }

    @Test
    void threeRequestsOfAPlainBakeChangeAnything() {
        VirtualTime time = new VirtualTime();
        List<String> changes = new ArrayList<>();
        FaultyCloud cloud = new FaultyCloud(SimulatedCloud.in(time), time, (request, operation) -> {
            if (!operation.startsWith("Describe") && !operation.startsWith("Get")) {
                changes.add(operation);
            }
            return Fault.NONE;
        });
        build(time).provider(cloud).build().run();
        assertThat(changes).containsExactly("RunInstances", "CreateImage", "TerminateInstances");
    }

    private static int requestsOf(boolean everything) {
        VirtualTime time = new VirtualTime();
        FaultyCloud cloud = new FaultyCloud(SimulatedCloud.in(time), time, (request, operation) -> Fault.NONE);
        AmiBuild build = everything
                ? whole(time, cloud, publisher(time))
                : build(time).provider(cloud).build();
        build.run();
        return cloud.requests();
    }

    private static SimulatedPublisher publisher(VirtualTime time) {
        return SimulatedPublisher.in(time)
                .place("region-1", Duration.ofMinutes(2))
                .place("region-2", Duration.ofMinutes(3));
    }

    private static AmiBuild whole(VirtualTime time, FaultyCloud cloud, SimulatedPublisher publisher) {
        return build(time)
                .provider(cloud)
                .smokeTest(SmokeTest.commands("true"))
                .publish(cloud.publisher(publisher))
                .build();
    }

    private static AmiBuildBuilder build(VirtualTime time) {
        return AmiBuild.builder()
                .source(AmiSource.builder().part("10_a.sh", "#!/bin/sh\ntrue\n").build())
                .name("agent")
                .version("1")
                .baseImage(BaseImage.id("ami-0"))
                .buildId("b")
                .instanceWait(SPARSE)
                .proofWait(SPARSE)
                .imageWait(SPARSE)
                .time(time);
    }
}
