package io.amibuilder.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiBuildBuilder;
import io.amibuilder.AmiResult;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.Query;
import io.amibuilder.source.AmiSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A build is killed at every single request it sends, and another process goes on with it. */
class CrashPointTest {
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CRASH_BEFORE", "CRASH_AFTER"})
    void aBuildKilledAtAnyRequestGoesOn(Fault crash) {
        int requests = requestsOfAPlainBake();
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

    private static int requestsOfAPlainBake() {
        VirtualTime time = new VirtualTime();
        FaultyCloud cloud = new FaultyCloud(SimulatedCloud.in(time), time, (request, operation) -> Fault.NONE);
        build(time).provider(cloud).build().run();
        return cloud.requests();
    }

    private static AmiBuildBuilder build(VirtualTime time) {
        return AmiBuild.builder()
                .source(AmiSource.builder().part("10_a.sh", "#!/bin/sh\ntrue\n").build())
                .name("agent")
                .version("1")
                .baseImage(BaseImage.id("ami-0"))
                .buildId("b")
                .time(time);
    }
}
