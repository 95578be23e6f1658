package io.amibuilder;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.event.BuildEvent;
import io.amibuilder.event.BuildListener;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What moves on a terminal is moved by the thread that pauses. */
class TicksTest {
    private static final CompiledAmi COMPILED = CompiledAmi.compile(
            AmiSource.builder().part("10_hello.sh", "#!/bin/sh\necho hello\n").build());
    private static final Duration OFTEN = Duration.ofMillis(100);

    private final VirtualTime virtual = new VirtualTime();
    private final Watcher watcher = new Watcher();

    @Test
    void aListenerIsCalledAsOftenAsItAsksWhileABuildPauses() {
        AmiResult result = build(watched()).run();

        assertThat((long) watcher.ticks.size())
                .isGreaterThanOrEqualTo(result.elapsed().dividedBy(OFTEN));
        assertThat(watcher.longestGap()).isEqualTo(OFTEN);
    }

    @Test
    void aListenerIsCalledWhileAFleetHasNothingToDo() {
        FleetResult result =
                AmiFleet.builder().builds(List.of(build(watched()))).threads(1).run();

        assertThat(result.images()).hasSize(1);
        assertThat(watcher.longestGap()).isLessThanOrEqualTo(Duration.ofMillis(200));
        assertThat(Duration.between(watcher.ticks.get(0), virtual.now())).isGreaterThan(Duration.ofSeconds(10));
    }

    @Test
    void aListenerThatFailsOnATickIsLeftAloneAndHearsOn() {
        watcher.fails = true;
        build(watched()).run();

        assertThat(watcher.ticks).hasSize(1);
        assertThat(watcher.heard).hasAtLeastOneElementOfType(BuildEvent.Succeeded.class);
    }

    @Test
    void nobodyIsCalledInVirtualTime() {
        build(virtual).run();

        assertThat(watcher.ticks).isEmpty();
    }

    private AmiBuild build(Time time) {
        return AmiBuild.builder()
                .compiled(COMPILED)
                .name("agent")
                .version("1.0")
                .baseImage(BaseImage.id("ami-0"))
                .provider(SimulatedCloud.in(virtual))
                .time(time)
                .listener(watcher)
                .build();
    }

    /** Virtual time that a listener takes for real. */
    private Time watched() {
        return new Time() {
            @Override
            public Instant now() {
                return virtual.now();
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                virtual.pause(duration);
            }
        };
    }

    private static final class Watcher implements BuildListener {
        private final List<Instant> ticks = new ArrayList<>();
        private final List<BuildEvent> heard = new ArrayList<>();
        private boolean fails;

        @Override
        public void on(BuildEvent event) {
            heard.add(event);
        }

        @Override
        public Optional<Duration> tick(Instant now) {
            ticks.add(now);
            if (fails) {
                throw new IllegalStateException("the terminal is gone");
            }
            return Optional.of(OFTEN);
        }

        private Duration longestGap() {
            Duration longest = Duration.ZERO;
            for (int i = 1; i < ticks.size(); i++) {
                Duration gap = Duration.between(ticks.get(i - 1), ticks.get(i));
                longest = gap.compareTo(longest) > 0 ? gap : longest;
            }
            return longest;
        }
    }
}
