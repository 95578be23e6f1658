package io.amibuilder.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiBuildBuilder;
import io.amibuilder.AmiResult;
import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.Query;
import io.amibuilder.guest.GuestFailedException;
import io.amibuilder.source.AmiSource;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.wait.Time;
import io.amibuilder.wait.WaitPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Debian on a real virtual machine makes of our user-data, without any account. */
@Tag("vm")
class LocalBakeTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BUILD = "b-1";

    @TempDir
    private Path directory;

    private BaseImage base;
    private Path state;

    @BeforeEach
    void findTheBase() {
        base = VmBase.image();
        state = directory.resolve("cloud");
    }

    @Test
    void aBakeWhoseProcessWasKilledEndsWithOneImageThatStartsAsANewMachine() throws Exception {
        Process killed = startAnotherProcess();
        try (LocalCloud cloud = SampleBake.cloud(state)) {
            awaitRunning(cloud, killed);
            killed.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
            assertThat(machines()).as("machines outlive the process").hasSize(1);

            AmiResult image = SampleBake.build(cloud, base, BUILD).build().run();

            assertThat(image.proved()).isTrue();
            assertThat(cloud.images(Query.build(BUILD))).singleElement().satisfies(made -> {
                assertThat(made.id()).isEqualTo(image.image());
                assertThat(made.state()).isEqualTo(ImageState.AVAILABLE);
            });
            assertThat(cloud.instances(Query.tagged(AmiTags.BUILD_ID)))
                    .as("the one that baked and the one that was tested")
                    .hasSize(2)
                    .allMatch(instance -> instance.state().isGone());
            awaitNoMachine();
            assertThat(reports()).isNotEmpty().allMatch(report -> report.contains(":succeeded@@"));
        } finally {
            killed.destroyForcibly();
        }
    }

    @Test
    void aFailingInstallScriptIsNamedWithItsLog() throws Exception {
        AmiSource source = AmiSource.builder()
                .install("#!/bin/sh\ncat /run/cloud-init/cloud-id\necho 'no such luck' >&2\nexit 7\n")
                .build();
        try (LocalCloud cloud = LocalCloud.builder(state)
                .dataSource(DataSource.NO_CLOUD)
                .network(GuestNetwork.OPEN)
                .build()) {
            AmiBuildBuilder build = build(cloud, source, CompileOptions.defaults());
            assertThatThrownBy(() -> build.build().run()).isInstanceOfSatisfying(GuestFailedException.class, failed -> {
                assertThat(failed.step()).isEqualTo("install.sh");
                assertThat(failed.exitStatus()).isEqualTo(7);
                assertThat(failed.logTail()).contains("nocloud", "no such luck");
            });
            assertThat(cloud.images(Query.build(BUILD))).isEmpty();
        }
        awaitNoMachine();
    }

    @Test
    void aGuestThatHangsIsEndedByItsDeadMan() throws Exception {
        AmiSource source = AmiSource.builder()
                .part("20_hang.sh", "#!/bin/sh\nexec sleep 10000\n")
                .build();
        try (LocalCloud cloud =
                LocalCloud.builder(state).network(GuestNetwork.OPEN).build()) {
            AmiBuildBuilder build =
                    build(cloud, source, CompileOptions.defaults().deadMan(Duration.ofSeconds(40)));
            assertThatThrownBy(() -> build.build().run())
                    .isInstanceOfSatisfying(
                            GuestFailedException.class,
                            failed -> assertThat(failed.exitStatus()).isEqualTo(124));
        }
        awaitNoMachine();
    }

    private AmiBuildBuilder build(LocalCloud cloud, AmiSource source, CompileOptions options) {
        return AmiBuild.builder()
                .source(source)
                .name("sample")
                .version("1")
                .buildId(BUILD)
                .baseImage(base)
                .provider(cloud)
                .compileOptions(options)
                .instanceWait(WaitPolicy.atMost(SampleBake.INSTANCE_LIMIT).every(Duration.ofSeconds(1)));
    }

    private Process startAnotherProcess() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SampleBake.class.getName(),
                        state.toString(),
                        VmBase.file().toString(),
                        BUILD)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("killed.log").toFile())
                .start();
    }

    private void awaitRunning(LocalCloud cloud, Process baking) throws Exception {
        Instant until = Time.system().now().plus(PATIENCE);
        while (cloud.instances(Query.build(BUILD)).stream()
                .map(InstanceStatus::state)
                .noneMatch(now -> now == InstanceState.RUNNING)) {
            assertThat(baking.isAlive())
                    .as(Files.readString(directory.resolve("killed.log")))
                    .isTrue();
            assertThat(Time.system().now()).isBefore(until);
            Time.system().pause(Duration.ofMillis(100));
        }
    }

    /** A process that was killed is gone a moment later. */
    private void awaitNoMachine() throws Exception {
        for (ProcessHandle machine : machines()) {
            machine.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(machines()).isEmpty();
    }

    /** The processes of this cloud that still run. */
    private List<ProcessHandle> machines() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("qemu-system"))
                .filter(process -> isIn(state, process))
                .toList();
    }

    private static boolean isIn(Path state, ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"))
                    .startsWith(state.toRealPath());
        } catch (IOException e) {
            return false; // it has just ended
        }
    }

    private List<String> reports() throws IOException {
        try (Stream<Path> files = Files.list(state.resolve("store/reports"))) {
            return files.map(SampleBake::text).toList();
        }
    }
}
