package io.amibuilder.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amibuilder.AmiBuild;
import io.amibuilder.RealTools;
import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageName;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Placement;
import io.amibuilder.cloud.PreflightRequest;
import io.amibuilder.cloud.Query;
import io.amibuilder.sweep.SweepReport;
import io.amibuilder.sweep.Sweeper;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.userdata.UserPart;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.userdata.UserdataCompiler;
import io.amibuilder.wait.Time;
import io.amibuilder.wait.WaitPolicy;
import io.amibuilder.wait.WaitTimedOutException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real machines with the smallest guests there are, which begin and end within a second. */
class LocalCloudTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SMALL_DISK_BYTES = 4L * 1024 * 1024;
    private static final Query OURS = Query.build("b-1");

    @TempDir
    private Path directory;

    private LocalCloud cloud;

    @BeforeEach
    void open() {
        RealTools.require("qemu-system-x86_64", "qemu-img", "socat");
        cloud = reopened();
    }

    @AfterEach
    void endEverything() {
        if (cloud != null) {
            cloud.instances(OURS).forEach(instance -> cloud.terminate(instance.id()));
            cloud.close();
        }
    }

    @Test
    void aGuestThatPowersItselfOffStoppedItself() throws Exception {
        InstanceId id = launch(BootSector.POWERS_OFF, "1");

        InstanceStatus last = await(id, instance -> instance.state() == InstanceState.STOPPED);

        assertThat(last.stoppedItself()).isTrue();
        assertThat(cloud.console(id).text()).contains("hello");
    }

    @Test
    void aGuestThatRestartsDidNot() throws Exception {
        InstanceStatus last =
                await(launch(BootSector.RESETS, "1"), instance -> instance.state() == InstanceState.STOPPED);

        assertThat(last.stoppedItself()).isFalse();
        assertThat(last.stateReason()).startsWith("Local.GuestReset");
    }

    @Test
    void aMachineThatWasKilledDidNot() throws Exception {
        InstanceId id = launch(BootSector.HANGS, "1");
        await(id, instance -> instance.state() == InstanceState.RUNNING);

        process(id).destroyForcibly();

        InstanceStatus last = await(id, instance -> instance.state() == InstanceState.STOPPED);
        assertThat(last.stateReason()).startsWith("Local.Killed");
    }

    @Test
    void aMachineThatASignalEndedDidNot() throws Exception {
        InstanceId id = launch(BootSector.HANGS, "1");
        await(id, instance -> instance.state() == InstanceState.RUNNING);

        process(id).destroy();

        InstanceStatus last = await(id, instance -> instance.state() == InstanceState.STOPPED);
        assertThat(last.stateReason()).startsWith("Local.HostSignal");
    }

    @Test
    void aLaunchWhoseProcessDiedBeforeTheStartIsFinishedByWhoLooks() throws Exception {
        InstanceId id = launch(BootSector.HANGS, "1");
        kill(id);
        Files.delete(files(id).process());

        await(id, instance -> instance.state() == InstanceState.RUNNING);
        assertThat(process(id).isAlive()).isTrue();
    }

    @Test
    void aPortThatAnotherProgramHasTakenIsNamed() throws Exception {
        InstanceId id = launch(BootSector.HANGS, "1");
        int port = InstanceDescription.read(files(id).description()).port();
        cloud.close();
        Thread answer;
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            answer = new Thread(() -> closeConnections(other));
            answer.start();
            cloud = reopened();

            assertThatThrownBy(() -> cloud.instances(OURS))
                    .isInstanceOfSatisfying(
                            CloudException.class, e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.RETRYABLE))
                    .hasMessageContaining("another program listens at port " + port);
        }
        answer.join(); // a socket stays open as long as somebody waits at it
        await(id, instance -> instance.state() == InstanceState.RUNNING);
    }

    @Test
    void twoCloudsOnOneDirectoryShareAGuest() throws Exception {
        InstanceId id = launch(BootSector.HANGS, "1");
        try (LocalCloud second = reopened()) {
            assertThat(second.instances(OURS))
                    .singleElement()
                    .satisfies(found -> assertThat(found.id()).isEqualTo(id));
            assertThat(second.account()).isEqualTo(cloud.account());
        }
    }

    @Test
    void aProcessThatHasTakenOverTheNumberIsLeftAlone() throws Exception {
        InstanceId id = launch(BootSector.HANGS, "1");
        kill(id);
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            JsonFile.write(files(id).process(), Map.of("pid", other.pid(), "started", "2020-01-01T00:00:00Z"));
            Files.writeString(files(id).pid(), other.pid() + "\n");

            cloud.terminate(id);

            await(id, instance -> instance.state() == InstanceState.TERMINATED);
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void whatWasLeftIsFoundByTheSweeper() throws Exception {
        InstanceId left = launch(BootSector.HANGS, "1");
        await(left, instance -> instance.state() == InstanceState.RUNNING);
        ProcessHandle process = process(left);
        cloud.close();
        cloud = reopened();
        Sweeper sweeper = Sweeper.of(cloud, Time.system());

        SweepReport report = sweeper.sweep(sweeper.plan());

        assertThat(report.removed()).extracting(item -> item.id()).contains(left.value());
        process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aGuestThatSaysNoWordIsShownByItsConsole() throws Exception {
        Path file = BootSector.HANGS.write(directory.resolve("no-cloud-init.raw"), "login: \r\n");
        AmiBuild build = AmiBuild.builder()
                .userdata(userdata())
                .name("n")
                .version("1")
                .buildId("b-1")
                .baseImage(BaseImage.file(file))
                .provider(cloud)
                .instanceWait(WaitPolicy.atMost(Duration.ofSeconds(5)).every(Duration.ofMillis(200)))
                .build();

        assertThatThrownBy(build::run)
                .isInstanceOfSatisfying(
                        WaitTimedOutException.class,
                        e -> assertThat(e.consoleTail()).anyMatch(line -> line.startsWith("login:")))
                .hasMessageContaining("its console ends with");
        assertThat(cloud.instances(OURS)).allMatch(gone -> gone.state().isGone());
    }

    @Test
    void aFullDiskIsNamedAndMadeFree() throws Exception {
        Path file = BootSector.WRITES.writeLarge(directory.resolve("writes.raw"), "hello");
        onASmallDisk(small -> {
            try (LocalCloud full = opened(small)) {
                InstanceId id =
                        full.launch(request(full.resolve(BaseImage.file(file)).id(), "1"));
                InstanceStatus last = await(full, id, instance -> instance.state() == InstanceState.STOPPED);
                assertThat(last.stoppedItself()).isFalse();
                assertThat(last.stateReason()).startsWith("Local.DiskFull");

                full.terminate(id);

                await(full, id, instance -> instance.state() == InstanceState.TERMINATED);
                assertThat(Files.getFileStore(small).getUsableSpace()).isGreaterThan(SMALL_DISK_BYTES / 2);
            }
        });
    }

    @Test
    void anImageForWhichThereIsNoRoomFailsWithTheReason() throws Exception {
        Path file = BootSector.POWERS_OFF.writeLarge(directory.resolve("large.raw"), "hello");
        onASmallDisk(small -> {
            try (LocalCloud full = opened(small)) {
                InstanceId id =
                        full.launch(request(full.resolve(BaseImage.file(file)).id(), "1"));
                await(full, id, InstanceStatus::stoppedItself);
                full.createImage(new ImageRequest(id, "one", "", Map.of(), Map.of()));

                ImageStatus failed = awaitEnd(full, "one");

                assertThat(failed.state()).isEqualTo(ImageState.FAILED);
                assertThat(failed.stateReason()).contains("No space left on device");
                full.discard(failed.id());
                full.terminate(id);
            }
        });
    }

    @Test
    void terminatingEndsThisProcessAndRemovesItsDisk() throws Exception {
        InstanceId kept = launch(BootSector.HANGS, "1");
        InstanceId ended = launch(BootSector.HANGS, "2");
        await(ended, instance -> instance.state() == InstanceState.RUNNING);
        ProcessHandle process = process(ended);

        cloud.terminate(ended);

        await(ended, instance -> instance.state() == InstanceState.TERMINATED);
        process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(directory.resolve("cloud/instances/" + ended + "/root.qcow2"))
                .doesNotExist();
        assertThat(process(kept).isAlive()).isTrue();
    }

    @Test
    void anotherProcessFindsInstancesAndImagesAgain() throws Exception {
        InstanceId id = launch(BootSector.POWERS_OFF, "1");
        await(id, instance -> instance.state() == InstanceState.STOPPED);
        ImageId image = cloud.createImage(new ImageRequest(id, "one", "", Map.of("k", "v"), Map.of("k", "v")));
        cloud.close();

        cloud = reopened();

        assertThat(cloud.instances(OURS))
                .singleElement()
                .satisfies(found -> assertThat(found.stoppedItself()).isTrue());
        awaitImage(image);
        assertThat(cloud.resolve(BaseImage.pattern("o?*", "self")).id()).isEqualTo(image);
        assertThat(cloud.resolve(BaseImage.name("one")).id()).isEqualTo(image);
        assertThat(cloud.images(Query.tag("k", "v")))
                .singleElement()
                .satisfies(found -> assertThat(found.name()).isEqualTo("one"));
        assertThat(launch(BootSector.POWERS_OFF, "1")).isEqualTo(id);
    }

    @Test
    void anImageDependsOnNoOtherFileAndCanBeLaunched() throws Exception {
        InstanceId id = launch(BootSector.POWERS_OFF, "1");
        await(id, instance -> instance.state() == InstanceState.STOPPED);
        ImageId image = cloud.createImage(new ImageRequest(id, "one", "", Map.of(), Map.of()));
        awaitImage(image);
        cloud.terminate(id);
        Path disk = cloud.disk(image).orElseThrow();

        String told = RealTools.run(directory, "qemu-img", "info", disk.toString());
        assertThat(told)
                .contains("file format: qcow2", "compression type: zstd")
                .doesNotContain("backing file");
        assertThat(RealTools.run(directory, "qemu-img", "check", disk.toString()))
                .contains("No errors");

        InstanceId second = cloud.launch(request(image, "3"));
        await(second, InstanceStatus::stoppedItself);
        assertThat(cloud.console(second).text()).contains("hello");
    }

    @Test
    void anImageWhoseConversionFailsSaysWhy() throws Exception {
        InstanceId id = launch(BootSector.POWERS_OFF, "1");
        await(id, instance -> instance.state() == InstanceState.STOPPED);
        Files.writeString(directory.resolve("cloud/instances/" + id + "/root.qcow2"), "no disk");

        ImageId image = cloud.createImage(new ImageRequest(id, "one", "", Map.of("k", "v"), Map.of()));

        ImageStatus failed = awaitEnd(cloud, "one");
        assertThat(failed.state()).isEqualTo(ImageState.FAILED);
        assertThat(failed.stateReason()).contains("qemu-img");
        cloud.discard(image);
        assertThat(cloud.image("one")).isEmpty();
    }

    @Test
    void aBaseImageMustBeThereAndBeADisk() throws Exception {
        assertThatThrownBy(() -> cloud.resolve(BaseImage.file(directory.resolve("none.qcow2"))))
                .isInstanceOf(CloudException.class)
                .hasMessageContaining("none.qcow2 must be a file, but does not exist");

        Path text = Files.writeString(directory.resolve("readme.txt"), "no disk at all");
        assertThatThrownBy(() -> cloud.resolve(BaseImage.file(text)))
                .hasMessageContaining(
                        "must be a bootable disk in the format qcow2 or raw, but does not begin with a boot"
                                + " sector");

        RealTools.run(directory, "qemu-img", "create", "-q", "-f", "vmdk", "base.vmdk", "1M");
        assertThatThrownBy(() -> cloud.resolve(BaseImage.file(directory.resolve("base.vmdk"))))
                .hasMessageContaining("is 'vmdk'; convert it with: qemu-img convert -O qcow2");
    }

    @Test
    void whatOnlyAwsHasNeedsAStandIn() {
        BaseImage parameter = BaseImage.ssmParameter("/aws/service/linux");
        assertThatThrownBy(() -> cloud.resolve(parameter)).hasMessageContaining("standInImage(file)");

        Path base = BootSector.POWERS_OFF.write(directory.resolve("base.raw"), "hello");
        try (LocalCloud withStandIn = LocalCloud.builder(directory.resolve("cloud"))
                .standInImage(base)
                .build()) {
            assertThat(withStandIn.resolve(parameter)).isEqualTo(withStandIn.resolve(BaseImage.file(base)));
            assertThat(withStandIn.resolve(BaseImage.pattern("al2023-*", "amazon")))
                    .isEqualTo(withStandIn.resolve(BaseImage.file(base)));
        }
    }

    @Test
    void preflightTellsOfAMissingImageAndOfEmulation() {
        LocalCloud slow = LocalCloud.builder(directory.resolve("slow"))
                .acceleration(Acceleration.SOFTWARE)
                .build();
        assertThat(slow.preflight(
                        new PreflightRequest(BaseImage.name("none"), userdata(), "n", "1", ImageName.DEFAULT)))
                .extracting(finding -> finding.subject())
                .contains("base image", "acceleration");
    }

    private LocalCloud reopened() {
        return opened(directory.resolve("cloud"));
    }

    private static LocalCloud opened(Path state) {
        return LocalCloud.builder(state)
                .acceleration(Acceleration.SOFTWARE)
                .memoryMiB(128)
                .build();
    }

    private InstanceId launch(BootSector guest, String token) throws Exception {
        Path file = directory.resolve(guest + ".raw");
        if (!Files.exists(file)) {
            guest.write(file, "hello from " + guest + "\r\n");
        }
        return cloud.launch(request(cloud.resolve(BaseImage.file(file)).id(), token));
    }

    private LaunchRequest request(ImageId image, String token) {
        Map<String, String> tags = Map.of(AmiTags.BUILD_ID, "b-1", AmiTags.EXPIRES, "2020-01-01T00:00:00Z");
        return new LaunchRequest(image, userdata(), Placement.DEFAULT, token, tags, tags);
    }

    private static Userdata userdata() {
        return UserdataCompiler.compile(
                        List.of(UserPart.of("10_a.sh", "#!/bin/sh\ntrue\n")),
                        Optional.empty(),
                        CompileOptions.defaults())
                .userdata();
    }

    private InstanceFiles files(InstanceId id) {
        return new InstanceFiles(directory.resolve("cloud/instances/" + id));
    }

    private ProcessHandle process(InstanceId id) throws Exception {
        return HostProcess.find(files(id).process()).orElseThrow();
    }

    private void kill(InstanceId id) throws Exception {
        ProcessHandle process = process(id);
        process.destroyForcibly();
        process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static void closeConnections(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                server.accept().close();
            } catch (IOException e) {
                return; // the test has closed it
            }
        }
    }

    private void onASmallDisk(OnADisk test) throws Exception {
        RealTools.require("mount", "umount");
        RealTools.requireRoot();
        Path small = Files.createDirectory(directory.resolve("small"));
        RealTools.run(directory, "mount", "-t", "tmpfs", "-o", "size=" + SMALL_DISK_BYTES, "tmpfs", small.toString());
        try {
            test.on(small);
        } finally {
            RealTools.run(directory, "umount", "--lazy", small.toString());
        }
    }

    private InstanceStatus await(InstanceId id, Predicate<InstanceStatus> goal) throws InterruptedException {
        return await(cloud, id, goal);
    }

    private static InstanceStatus await(LocalCloud cloud, InstanceId id, Predicate<InstanceStatus> goal)
            throws InterruptedException {
        Instant until = Time.system().now().plus(PATIENCE);
        while (true) {
            InstanceStatus now = cloud.instances(OURS).stream()
                    .filter(instance -> instance.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            if (goal.test(now)) {
                return now;
            }
            assertThat(Time.system().now()).as("in time, but was %s", now).isBefore(until);
            Time.system().pause(Duration.ofMillis(50));
        }
    }

    private static ImageStatus awaitEnd(LocalCloud cloud, String image) throws InterruptedException {
        Instant until = Time.system().now().plus(PATIENCE);
        while (cloud.image(image).orElseThrow().state() == ImageState.PENDING) {
            assertThat(Time.system().now()).isBefore(until);
            Time.system().pause(Duration.ofMillis(50));
        }
        return cloud.image(image).orElseThrow();
    }

    private void awaitImage(ImageId id) throws InterruptedException {
        Instant until = Time.system().now().plus(PATIENCE);
        while (cloud.disk(id).isEmpty()) {
            assertThat(Time.system().now()).isBefore(until);
            Time.system().pause(Duration.ofMillis(50));
        }
    }

    /** A test that needs a disk. */
    private interface OnADisk {
        void on(Path directory) throws Exception;
    }
}
