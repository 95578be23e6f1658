package io.amibuilder.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Placement;
import io.amibuilder.cloud.Query;
import io.amibuilder.testing.ForwardingCloud;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.userdata.Userdata;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharedCloudTest {
    private final VirtualTime time = new VirtualTime();
    private final List<Query> asked = new ArrayList<>();
    private final ForwardingCloud cloud = new ForwardingCloud(SimulatedCloud.in(time)) {
        @Override
        public List<InstanceStatus> instances(Query query) {
            asked.add(query);
            return next.instances(query);
        }
    };
    private final Road road = Road.to(cloud, time);
    private final SharedCloud one = road.join("one", "agent");
    private final SharedCloud two = road.join("two", "agent");

    @Test
    void oneRequestAnswersAll() {
        one.instances(Query.build("one"));
        two.instances(Query.build("two"));

        assertThat(asked).containsExactly(Query.builds(Set.of("one", "two")));
        assertThat(time.elapsed()).isZero();
    }

    @Test
    void eachIsToldOfItsOwnOnly() {
        InstanceId first = launch(one, "one");
        InstanceId second = launch(two, "two");

        assertThat(one.instances(Query.build("one")))
                .extracting(InstanceStatus::id)
                .containsExactly(first);
        assertThat(two.instances(Query.build("two")))
                .extracting(InstanceStatus::id)
                .containsExactly(second);
        assertThat(asked).hasSize(1);
    }

    @Test
    void whoHasJustCreatedSomethingIsNotAnsweredFromBefore() {
        one.instances(Query.build("one"));
        InstanceId made = launch(two, "two");

        assertThat(two.ready()).isEqualTo(time.now().plus(Gate.TICK));
        assertThat(two.instances(Query.build("two")))
                .extracting(InstanceStatus::id)
                .containsExactly(made);
        assertThat(asked).hasSize(2);
        assertThat(time.elapsed()).isEqualTo(Gate.TICK);
    }

    @Test
    void nobodyIsAnsweredTwiceFromOneAnswer() {
        one.instances(Query.build("one"));
        one.instances(Query.build("one"));

        assertThat(asked).hasSize(2); // three looks in a row are three looks
        assertThat(time.elapsed()).isEqualTo(Gate.TICK);
    }

    @Test
    void anAnswerLivesForOneTick() {
        one.instances(Query.build("one"));
        time.advance(Gate.TICK.minusMillis(1));
        two.instances(Query.build("two"));
        assertThat(asked).hasSize(1);

        time.advance(Duration.ofMillis(1));
        road.join("three", "agent").instances(Query.build("three"));
        assertThat(asked).hasSize(2);
    }

    @Test
    void whoHasLeftIsNotAskedForAnyMore() {
        one.close();
        two.instances(Query.build("two"));
        assertThat(asked).containsExactly(Query.build("two"));
    }

    @Test
    void whoComesAfterTheAnswerIsNotAnsweredFromIt() {
        one.instances(Query.build("one"));
        SharedCloud late = road.join("late", "agent");
        late.instances(Query.build("late"));
        assertThat(asked).last().isEqualTo(Query.builds(Set.of("one", "two", "late")));
    }

    @Test
    void anInterruptedBuildDoesNotWaitForItsTurn() {
        one.instances(Query.build("one"));
        Thread.currentThread().interrupt();
        one.instances(Query.build("one"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(time.elapsed()).isZero();
        assertThat(asked).last().isEqualTo(Query.build("one"));
    }

    @Test
    void aLaunchForWhichThereIsNoRoomIsDeferredAndNotSent() {
        for (int i = 1; i <= 5; i++) {
            launch(one, "token-" + i);
        }
        assertThatExceptionOfType(Deferred.class)
                .isThrownBy(() -> launch(two, "two"))
                .satisfies(e -> assertThat(e.pause()).isEqualTo(Duration.ofMillis(500)));

        time.advance(Duration.ofMillis(500));
        assertThat(launch(two, "two")).isEqualTo(new InstanceId("i-%017x".formatted(6)));
    }

    @Test
    void whoIsAloneLooksAsOftenAsItLikes() {
        two.close();
        one.instances(Query.build("one"));
        one.instances(Query.build("one"));

        assertThat(asked).containsExactly(Query.build("one"), Query.build("one"));
        assertThat(time.elapsed()).isZero();
        assertThat(one.ready()).isEqualTo(time.now());
    }

    @Test
    void eachLooksThroughItsOwnProvider() {
        List<Query> askedElsewhere = new ArrayList<>();
        SharedCloud other = Road.to(
                        new ForwardingCloud(cloud) {
                            @Override
                            public List<InstanceStatus> instances(Query query) {
                                askedElsewhere.add(query);
                                return List.of();
                            }

                            @Override
                            public Object account() {
                                return cloud;
                            }
                        },
                        time)
                .join("other", "agent");
        other.instances(Query.build("other"));
        one.instances(Query.build("one"));

        assertThat(askedElsewhere).containsExactly(Query.builds(Set.of("one", "two", "other")));
        assertThat(asked).isEmpty();
    }

    @Test
    void aGlanceAtTheConsoleIsLeftOutRatherThanWaitedFor() {
        InstanceId id = launch(one, "one");
        for (int i = 0; i < 50; i++) { // half of the bucket
            assertThat(road.join("b" + i, "agent").peekConsole(id)).isPresent();
        }
        assertThat(one.peekConsole(id)).isEmpty();
        assertThat(time.elapsed()).isZero();

        one.console(id); // the other half is for what a build waits for
        assertThat(time.elapsed()).isZero();

        time.advance(Duration.ofMillis(100));
        assertThat(two.peekConsole(id)).isPresent();
    }

    @Test
    void whoHasSeenAConsoleLeavesTheNextOnesToOthers() {
        InstanceId id = launch(one, "one");
        assertThat(one.peekConsole(id)).isPresent();
        assertThat(one.peekConsole(id)).isEmpty();
        assertThat(two.peekConsole(id)).isPresent();

        time.advance(Duration.ofMillis(200)); // two builds, and half of twenty a second
        assertThat(one.peekConsole(id)).isPresent();
    }

    @Test
    void whatRemovesWaitsAndIsSent() {
        for (int i = 0; i < 55; i++) {
            one.discard(new ImageId("ami-" + i));
        }
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(1)); // 50 at once, then 5 a second
    }

    private InstanceId launch(SharedCloud from, String token) {
        return from.launch(new LaunchRequest(
                new ImageId("ami-0"),
                Userdata.of("#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII)),
                Placement.DEFAULT,
                token,
                Map.of(AmiTags.BUILD_ID, token),
                Map.of()));
    }
}
