package io.amibuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ConsoleOutput;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.Query;
import io.amibuilder.event.BuildEvent;
import io.amibuilder.guest.GuestWord;
import io.amibuilder.guest.NoProofException;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.ForwardingCloud;
import io.amibuilder.testing.RecordingListener;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.wait.WaitPolicy;
import io.amibuilder.wait.WaitTimedOutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a build tells of an instance that still works, in virtual time. */
class LiveProgressTest {
    private static final CompiledAmi COMPILED = CompiledAmi.compile(AmiSource.builder()
            .part("10_packages.sh", "#!/bin/sh\ntrue\n")
            .part("20_users.sh", "#!/bin/sh\ntrue\n")
            .part("30_tools.sh", "#!/bin/sh\ntrue\n")
            .build());
    private static final List<String> STEPS = List.of("10_packages.sh", "20_users.sh", "30_tools.sh");

    private final VirtualTime time = new VirtualTime();
    private final RecordingListener heard = new RecordingListener();
    private final SimulatedCloud simulated =
            SimulatedCloud.builder(time).stepsTake(Duration.ofMinutes(3)).build();

    @Test
    void eachStepIsToldOnceWhileTheInstanceWorks() {
        build(simulated).build().run();

        assertThat(steps()).isEqualTo(STEPS);
        assertThat(timesOfSteps()).allSatisfy(at -> assertThat(at).isBefore(stopped()));
        assertThat(Duration.between(timesOfSteps().get(0), timesOfSteps().get(1)))
                .isBetween(Duration.ofSeconds(150), Duration.ofSeconds(210)); // three minutes, read every 30 seconds
    }

    @Test
    void theConsoleIsReadEveryHalfMinute() {
        WorkingConsole cloud = new WorkingConsole(() -> null);
        build(cloud).build().run();

        assertThat(cloud.reads).hasSizeBetween(28, 30); // in a quarter of an hour
        assertThat(cloud.reads.get(0)).isAfterOrEqualTo(running().plusSeconds(30));
    }

    @Test
    void theIntervalIsTheCallers() {
        WorkingConsole cloud = new WorkingConsole(() -> null);
        build(cloud).progressEvery(Duration.ofMinutes(4)).build().run();

        assertThat(cloud.reads).hasSize(3);
    }

    @Test
    void zeroSwitchesItOff() {
        WorkingConsole cloud = new WorkingConsole(() -> null);
        build(cloud).progressEvery(Duration.ZERO).build().run();

        assertThat(cloud.reads).isEmpty();
        assertThat(steps()).isEqualTo(STEPS); // in the end
        assertThat(timesOfSteps()).allSatisfy(at -> assertThat(at).isAfterOrEqualTo(stopped()));
    }

    @Test
    void aNegativeIntervalIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> build(simulated).progressEvery(Duration.ofSeconds(-1)))
                .withMessage("progressEvery(...) must be positive, or zero to switch progress off, but was PT-1S");
    }

    @Test
    void aConsoleThatCannotBeReadDelaysNothing() {
        assertThat(elapsed(LiveProgressTest::busy)).isEqualTo(undisturbed());
        assertThat(heard.events(BuildEvent.Retried.class)).isEmpty();
        assertThat(steps()).isEqualTo(STEPS); // in the end
    }

    @Test
    void aProviderThatStumblesOverAConsoleDelaysNothing() {
        Duration elapsed = elapsed(() -> {
            throw new IllegalArgumentException("this is no Base64");
        });
        assertThat(elapsed).isEqualTo(undisturbed());
    }

    @Test
    void anEmptyConsoleDelaysNothing() {
        assertThat(elapsed(() -> ConsoleOutput.NONE)).isEqualTo(undisturbed());
        assertThat(steps()).isEqualTo(STEPS); // in the end
    }

    @Test
    void whoMayNotReadTheConsoleDoesNotGoOnAsking() {
        WorkingConsole cloud = new WorkingConsole(() -> {
            throw new CloudException(CloudException.Kind.FINAL, "GetConsoleOutput", "UnauthorizedOperation", "", null);
        });
        build(cloud).build().run();
        assertThat(cloud.reads).hasSize(1);
    }

    @Test
    void aWordOfSuccessFromAWorkingInstanceDecidesNothing() {
        SimulatedCloud hanging = SimulatedCloud.builder(time).guestHangs().build();
        WorkingConsole cloud = new WorkingConsole(hanging, () -> said(new GuestWord.Succeeded()));

        assertThatExceptionOfType(WaitTimedOutException.class)
                .isThrownBy(() -> build(cloud).build().run());
        assertThat(hanging.left()).isEmpty();
    }

    @Test
    void aWordOfFailureFromAWorkingInstanceDecidesNothing() {
        WorkingConsole cloud = new WorkingConsole(() -> said(new GuestWord.Failed("10_packages.sh", 1)));
        assertThat(build(cloud).build().run().proved()).isTrue();
    }

    @Test
    void aWordOfSuccessFromAWorkingInstanceIsForgottenWhenItStops() {
        // it powers off without a word: somebody else's echo of ours must not count
        WorkingConsole cloud = new WorkingConsole(() -> said(new GuestWord.Succeeded())) {
            @Override
            ConsoleOutput stopped(InstanceId id) {
                return ConsoleOutput.NONE;
            }
        };
        assertThatExceptionOfType(NoProofException.class)
                .isThrownBy(() -> build(cloud).build().run());
    }

    @Test
    void aConsoleThatHasLostItsBeginningLosesNoStepAndRepeatsNone() {
        ForwardingCloud forgetful = new ForwardingCloud(simulated) {
            @Override
            public ConsoleOutput console(InstanceId id) {
                String text = next.console(id).text();
                return new ConsoleOutput(text.substring(Math.max(0, text.length() - 160))); // two or three lines
            }
        };
        build(forgetful).build().run();
        assertThat(steps()).isEqualTo(STEPS);
    }

    @Test
    void whatWasHeardIsNamedWhenThereIsNoProofInTheEnd() {
        WorkingConsole cloud = new WorkingConsole(() -> null) {
            @Override
            ConsoleOutput stopped(InstanceId id) {
                return ConsoleOutput.NONE;
            }
        };
        assertThatExceptionOfType(NoProofException.class)
                .isThrownBy(() -> build(cloud).build().run())
                .withMessageContaining("the last it said was 'step=30_tools.sh'")
                .satisfies(e -> assertThat(e.report().steps()).isEqualTo(STEPS));
    }

    @Test
    void anAdoptedInstanceIsHeardToo() throws InterruptedException {
        try (AmiBake dies = build(simulated).build().start()) {
            while (heard.events(BuildEvent.GuestSpoke.class).isEmpty()) {
                time.pause(((Next.Again) dies.step()).pause());
            }
        }
        RecordingListener second = new RecordingListener();
        build(simulated).listener(second).build().run();

        assertThat(second.events(BuildEvent.InstanceAdopted.class)).hasSize(1);
        assertThat(second.events(BuildEvent.GuestSpoke.class).stream().map(BuildEvent.GuestSpoke::word))
                .containsExactly(
                        new GuestWord.Step("10_packages.sh"),
                        new GuestWord.Step("20_users.sh"),
                        new GuestWord.Step("30_tools.sh"),
                        new GuestWord.Succeeded());
        assertThat(second.events(BuildEvent.GuestSpoke.class).get(2).at()).isBefore(stopped());
    }

    @Test
    void theConsoleIsReadBeforeTheInstanceIsEnded() {
        List<String> order = new ArrayList<>();
        ForwardingCloud cloud = new ForwardingCloud(simulated) {
            @Override
            public ConsoleOutput console(InstanceId id) {
                order.add("console");
                return next.console(id);
            }

            @Override
            public void terminate(InstanceId id) {
                order.add("terminate");
                next.terminate(id);
            }
        };
        build(cloud).build().run();
        assertThat(order).endsWith("console", "terminate");
    }

    private static ConsoleOutput busy() {
        throw new CloudException(CloudException.Kind.RETRYABLE, "GetConsoleOutput", "RequestLimitExceeded", "", null);
    }

    private Duration elapsed(Supplier<ConsoleOutput> whileItWorks) {
        return build(new WorkingConsole(whileItWorks)).build().run().elapsed();
    }

    private static Duration undisturbed() {
        LiveProgressTest elsewhere = new LiveProgressTest();
        return elsewhere
                .build(elsewhere.simulated)
                .progressEvery(Duration.ZERO)
                .build()
                .run()
                .elapsed();
    }

    private List<String> steps() {
        return heard.events(BuildEvent.GuestSpoke.class).stream()
                .filter(event -> event.word() instanceof GuestWord.Step)
                .map(event -> ((GuestWord.Step) event.word()).name())
                .toList();
    }

    private List<Instant> timesOfSteps() {
        return heard.events(BuildEvent.GuestSpoke.class).stream()
                .filter(event -> event.word() instanceof GuestWord.Step)
                .map(BuildEvent::at)
                .toList();
    }

    private Instant stopped() {
        return at(InstanceState.STOPPED);
    }

    private Instant running() {
        return at(InstanceState.RUNNING);
    }

    private Instant at(InstanceState state) {
        return heard.events(BuildEvent.InstanceChanged.class).stream()
                .filter(event -> event.state() == state)
                .findFirst()
                .orElseThrow()
                .at();
    }

    private static ConsoleOutput said(GuestWord word) {
        return new ConsoleOutput(word.marker(COMPILED.userdata().nonce().orElseThrow()));
    }

    private AmiBuildBuilder build(CloudProvider provider) {
        return AmiBuild.builder()
                .compiled(COMPILED)
                .name("agent")
                .version("1.0")
                .baseImage(BaseImage.id("ami-0"))
                .provider(provider)
                .instanceWait(WaitPolicy.atMost(Duration.ofMinutes(30)))
                .buildId("b")
                .time(time)
                .listener(heard);
    }

    /** Another console as long as the instance works; where it says null the simulated one stands. */
    private class WorkingConsole extends ForwardingCloud {
        private final Supplier<ConsoleOutput> whileItWorks;
        private final List<Instant> reads = new ArrayList<>();

        private WorkingConsole(Supplier<ConsoleOutput> whileItWorks) {
            this(simulated, whileItWorks);
        }

        private WorkingConsole(SimulatedCloud cloud, Supplier<ConsoleOutput> whileItWorks) {
            super(cloud);
            this.whileItWorks = whileItWorks;
        }

        @Override
        public ConsoleOutput console(InstanceId id) {
            if (!works(id)) {
                return stopped(id);
            }
            reads.add(time.now());
            ConsoleOutput other = whileItWorks.get();
            return other == null ? next.console(id) : other;
        }

        ConsoleOutput stopped(InstanceId id) {
            return next.console(id);
        }

        private boolean works(InstanceId id) {
            return next.instances(Query.build("b")).stream()
                    .filter(instance -> instance.id().equals(id))
                    .map(InstanceStatus::state)
                    .anyMatch(state -> state == InstanceState.RUNNING);
        }
    }
}
