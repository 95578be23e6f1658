package io.amibuilder;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.ForwardingCloud;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Builds that know nothing of each other, in one process. */
@Timeout(60)
class BuildsInThreadsTest {
    private static final CompiledAmi COMPILED = CompiledAmi.compile(
            AmiSource.builder().part("10_hello.sh", "#!/bin/sh\necho hello\n").build());

    @Test
    void fiftyRunsInFiftyThreadsLookTogetherAndStayBelowTheRateLimits() throws Exception {
        SteppedTime time = new SteppedTime(50);
        SimulatedCloud simulated = SimulatedCloud.in(time);
        MeteredCloud cloud = new MeteredCloud(simulated, time);
        MeteredCloud alone = alone();

        List<AmiResult> results = all(
                time,
                IntStream.range(0, 50)
                        .<Callable<AmiResult>>mapToObj(i -> () -> build(account(cloud), time, "agent-" + i)
                                .build()
                                .run())
                        .toList());

        assertThat(results)
                .hasSize(50)
                .allSatisfy(result -> assertThat(result.proved()).isTrue());
        assertThat(simulated.left()).isEmpty();
        assertThat(cloud.mostIn("RunInstances", Duration.ofSeconds(10))).isLessThanOrEqualTo(5 + 20);
        for (String look : List.of("DescribeInstances", "DescribeImages")) {
            assertThat(cloud.mostIn(look, Duration.ofSeconds(60))).as(look).isLessThanOrEqualTo(60 + 2);
            assertThat(cloud.count(look)).as(look).isLessThan(50 * alone.count(look) / 4);
        }
        // launches take 25 seconds, and looking together costs seconds, not minutes
        assertThat(time.elapsed()).isLessThan(Duration.ofMinutes(6));
    }

    @Test
    void twoFleetsLaunchAtOneRate() throws Exception {
        SteppedTime time = new SteppedTime(2);
        MeteredCloud cloud = new MeteredCloud(SimulatedCloud.in(time), time);

        List<FleetResult> results = all(
                time,
                IntStream.range(0, 2)
                        .<Callable<FleetResult>>mapToObj(fleet -> () -> fleet(account(cloud), time, fleet))
                        .toList());

        assertThat(results).allSatisfy(result -> assertThat(result.images()).hasSize(40));
        assertThat(cloud.mostIn("RunInstances", Duration.ofSeconds(1))).isLessThanOrEqualTo(5 + 2);
        assertThat(cloud.mostIn("RunInstances", Duration.ofSeconds(10))).isLessThanOrEqualTo(5 + 20);
        assertThat(cloud.mostIn("DescribeInstances", Duration.ofSeconds(60))).isLessThanOrEqualTo(60 + 2);
    }

    private static FleetResult fleet(CloudProvider cloud, Time time, int fleet) {
        List<AmiBuild> builds = IntStream.range(0, 40)
                .mapToObj(i -> build(cloud, time, "agent-" + fleet + "-" + i).build())
                .toList();
        return AmiFleet.builder().builds(builds).threads(1).run();
    }

    private static MeteredCloud alone() throws Exception {
        SteppedTime time = new SteppedTime(1);
        MeteredCloud cloud = new MeteredCloud(SimulatedCloud.in(time), time);
        all(time, List.of(() -> build(cloud, time, "agent").build().run()));
        return cloud;
    }

    /** Another provider object each time, to the same account. */
    private static CloudProvider account(CloudProvider cloud) {
        return new ForwardingCloud(cloud) {
            @Override
            public Object account() {
                return cloud;
            }
        };
    }

    private static AmiBuildBuilder build(CloudProvider provider, Time time, String name) {
        return AmiBuild.builder()
                .compiled(COMPILED)
                .name(name)
                .version("1.0")
                .baseImage(BaseImage.id("ami-0"))
                .provider(provider)
                .time(time);
    }

    private static <T> List<T> all(SteppedTime time, List<Callable<T>> works) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(works.size());
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> work : works) {
                futures.add(threads.submit(() -> {
                    time.begin();
                    try {
                        return work.call();
                    } finally {
                        time.end();
                    }
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
