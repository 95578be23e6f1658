package io.amibuilder.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiResult;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Placement;
import io.amibuilder.guest.GuestFailedException;
import io.amibuilder.source.AmiSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EC2 may answer a launch under the token of an ended instance with an error, or with that instance. */
class SpentTokenTest {
    private final VirtualTime time = new VirtualTime();
    private final Deque<GuestFate> fates =
            new ArrayDeque<>(List.of(new GuestFate.Fails("10_a.sh", 7, List.of()), new GuestFate.Obeys()));
    private final SimulatedCloud cloud =
            SimulatedCloud.builder(time).fates(fates::pop).build();

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 50, 90, 600})
    void aBuildThatFailedBeginsANewAttemptUnderItsId(int minutesLater) {
        assertThatExceptionOfType(GuestFailedException.class)
                .isThrownBy(() -> build(cloud).run());
        time.advance(Duration.ofMinutes(minutesLater));

        assertThat(build(cloud).run().proved()).isTrue();
        assertThat(cloud.left()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 50, 90, 600})
    void anAnswerThatNamesTheOldInstanceBeginsANewAttempt(int minutesLater) {
        CloudProvider answersOld = new ForwardingCloud(cloud) {
            private final Map<String, InstanceId> tokens = new HashMap<>();

            @Override
            public InstanceId launch(LaunchRequest request) {
                try {
                    InstanceId instance = next.launch(request);
                    tokens.put(request.token(), instance);
                    return instance;
                } catch (CloudException e) {
                    return tokens.get(request.token());
                }
            }
        };
        assertThatExceptionOfType(GuestFailedException.class)
                .isThrownBy(() -> build(answersOld).run());
        time.advance(Duration.ofMinutes(minutesLater));

        AmiResult result = build(answersOld).run();

        assertThat(result.proved()).isTrue();
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aTokenThatGoesWithAnotherRequestIsGivenUpWhenNoInstanceIsEverSeen() {
        fates.pop();
        CloudProvider clashes = new ForwardingCloud(cloud) {
            private final String clashing = "the first token";
            private final Map<String, String> tokens = new HashMap<>();

            @Override
            public InstanceId launch(LaunchRequest request) {
                tokens.putIfAbsent(clashing, request.token());
                if (request.token().equals(tokens.get(clashing))) {
                    throw new CloudException(
                            CloudException.Kind.TOKEN_CLASH, "RunInstances", "IdempotentParameterMismatch", "", null);
                }
                return next.launch(request);
            }
        };

        AmiResult result = build(clashes).run();

        assertThat(result.proved()).isTrue();
        assertThat(result.elapsed()).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(12));
    }

    @Test
    void placesWithoutRoomAreTriedInOrderAndThenTheBuildFails() {
        List<String> tried = new ArrayList<>();
        CloudProvider full = new ForwardingCloud(cloud) {
            @Override
            public List<Placement> placements() {
                return List.of(new Placement("zone-a"), new Placement("zone-b"));
            }

            @Override
            public InstanceId launch(LaunchRequest request) {
                tried.add(request.placement().name());
                throw new CloudException(
                        CloudException.Kind.NO_CAPACITY, "RunInstances", "InsufficientInstanceCapacity", "full", null);
            }
        };
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> build(full).run())
                .withMessageContaining("none of [zone-a, zone-b] has room");
        assertThat(tried).containsExactly("zone-a", "zone-b");
    }

    private AmiBuild build(CloudProvider provider) {
        return AmiBuild.builder()
                .source(AmiSource.builder().part("10_a.sh", "#!/bin/sh\ntrue\n").build())
                .name("agent")
                .version("1")
                .baseImage(BaseImage.id("ami-0"))
                .provider(provider)
                .buildId("b")
                .time(time)
                .build();
    }
}
