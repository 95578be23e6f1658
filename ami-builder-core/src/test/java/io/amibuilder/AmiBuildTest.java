package io.amibuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.ImageFailedException;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.OnFailure;
import io.amibuilder.cloud.Query;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.event.BuildEvent;
import io.amibuilder.event.EventText;
import io.amibuilder.guest.GuestFailedException;
import io.amibuilder.lint.LintCode;
import io.amibuilder.lint.LintException;
import io.amibuilder.lint.Linter;
import io.amibuilder.rootfs.Compression;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.source.AmiSource;
import io.amibuilder.storage.DirectoryArtifactStore;
import io.amibuilder.testing.InMemoryArtifactStore;
import io.amibuilder.testing.RecordingListener;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.userdata.PartSize;
import io.amibuilder.userdata.UserPart;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.wait.WaitPolicy;
import io.amibuilder.wait.WaitTimedOutException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole road, in virtual time. */
class AmiBuildTest {
    private final VirtualTime time = new VirtualTime();
    private final RecordingListener heard = new RecordingListener();

    @Test
    void aSourceBecomesAnImageAndNothingIsLeftRunning() {
        SimulatedCloud cloud = SimulatedCloud.in(time);

        AmiResult result =
                build(cloud).source(small()).tag("team", "platform").build().run();

        assertThat(result.imageName()).isEqualTo("agent-1.0-1");
        assertThat(result.buildNumber()).isEqualTo(1);
        assertThat(result.proved()).isTrue();
        assertThat(cloud.left()).isEmpty();
        ImageStatus image = cloud.images(Query.build(result.buildId())).get(0);
        assertThat(image.tags())
                .containsEntry(AmiTags.NAME, "agent")
                .containsEntry(AmiTags.VERSION, "1.0")
                .containsEntry(AmiTags.BUILD, "1")
                .containsEntry("team", "platform")
                .containsKey(AmiTags.FINGERPRINT);
        assertThat(time.elapsed()).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(6));
    }

    @Test
    void theEventsTellTheStory() {
        build(SimulatedCloud.in(time)).source(small()).buildId("b").build().run();

        assertThat(heard.events().stream().map(EventText::of))
                .containsSubsequence(
                        "base image ami-00000000000000000 (simulated-linux, x86_64)",
                        "launched instance i-00000000000000001 in default",
                        "instance i-00000000000000001 is running",
                        "the instance began step 10_hello.sh",
                        "the instance said 'succeeded'",
                        "creating image ami-00000000000000002 named agent-1.0-1",
                        "image ami-00000000000000002 is available",
                        "terminated instance i-00000000000000001",
                        "image ami-00000000000000002 named agent-1.0-1 is ready");
    }

    @Test
    void theSecondBuildOfAVersionGetsTheNextNumber() {
        SimulatedCloud cloud = SimulatedCloud.in(time);
        build(cloud).source(small()).build().run();

        assertThat(build(cloud).source(small()).build().run().imageName()).isEqualTo("agent-1.0-2");
    }

    @Test
    void namesAreLowerCaseWithoutBlanks() {
        AmiResult result = build(SimulatedCloud.in(time))
                .source(small())
                .name("Jenkins Agent")
                .version("2.0 RC")
                .build()
                .run();
        assertThat(result.imageName()).isEqualTo("jenkins-agent-2.0-rc-1");
    }

    @Test
    void aLargeRootfsIsStoredAndFetched() {
        InMemoryArtifactStore store = new InMemoryArtifactStore();
        SimulatedCloud cloud = SimulatedCloud.builder(time).store(store).build();

        AmiResult result = build(cloud).source(large()).storage(store).build().run();

        assertThat(result.proved()).isTrue();
        BuildEvent.RootfsStored stored =
                heard.events(BuildEvent.RootfsStored.class).get(0);
        assertThat(stored.uploaded()).isTrue();
        assertThat(store.fetch(stored.location().uri())).isPresent();
    }

    @Test
    void aReportProvesSuccessBeforeTheConsoleDoes() {
        InMemoryArtifactStore store = new InMemoryArtifactStore();
        SimulatedCloud cloud = SimulatedCloud.builder(time).store(store).build();
        AmiBuildBuilder build = build(cloud).source(small()).storage(store);
        Duration byConsole = build.build().run().elapsed();

        AmiResult result = build.compileOptions(CompileOptions.defaults().report(true))
                .build()
                .run();

        assertThat(result.proved()).isTrue();
        assertThat(result.elapsed()).isLessThan(byConsole.minusSeconds(30));
    }

    @Test
    void aRootfsThatIsThereAlreadyIsNotStoredAgain() {
        InMemoryArtifactStore store = new InMemoryArtifactStore();
        SimulatedCloud cloud = SimulatedCloud.builder(time).store(store).build();
        build(cloud).source(large()).storage(store).build().run();
        build(cloud).source(large()).storage(store).build().run();

        assertThat(heard.events(BuildEvent.RootfsStored.class))
                .extracting(BuildEvent.RootfsStored::uploaded)
                .containsExactly(true, false);
    }

    @Test
    void aRootfsThatTheInstanceCannotReachFailsTheBuild() {
        SimulatedCloud cloud = SimulatedCloud.in(time); // which reaches no store

        assertThatExceptionOfType(GuestFailedException.class)
                .isThrownBy(() -> build(cloud)
                        .source(large())
                        .storage(new InMemoryArtifactStore())
                        .build()
                        .run())
                .satisfies(e -> assertThat(e.step()).isEqualTo("fetch"));
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aFailingInstallationGivesNoImageAndSaysWhy() {
        SimulatedCloud cloud = SimulatedCloud.builder(time)
                .guestFails("10_hello.sh", 7, "hello: command not found")
                .build();

        assertThatExceptionOfType(GuestFailedException.class)
                .isThrownBy(
                        () -> build(cloud).source(small()).buildId("b").build().run())
                .withMessage("instance i-00000000000000001 failed in step '10_hello.sh' with exit status 7;"
                        + " its log ends with:\nhello: command not found");
        assertThat(cloud.images(Query.build("b"))).isEmpty();
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void anInstanceThatHangsIsEndedWhenTheWaitRunsOut() {
        SimulatedCloud cloud = SimulatedCloud.builder(time).guestHangs().build();

        assertThatExceptionOfType(WaitTimedOutException.class)
                .isThrownBy(() -> build(cloud)
                        .source(small())
                        .instanceWait(WaitPolicy.atMost(Duration.ofMinutes(10)))
                        .build()
                        .run())
                .withMessageStartingWith("waiting for instance i-00000000000000001 to stop ran out after PT10M")
                .satisfies(e -> assertThat(e.looks()).isBetween(210, 230));
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void userdataThatCloudInitWouldIgnoreNeverEndsInAnImage() throws IOException {
        SimulatedCloud cloud = SimulatedCloud.in(time);
        Userdata wrong = Userdata.of(gzip(gzip("#!/bin/sh\npoweroff\n".getBytes(StandardCharsets.US_ASCII))));

        assertThatExceptionOfType(WaitTimedOutException.class)
                .isThrownBy(() -> build(cloud).userdata(wrong).build().run());
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aDeadImageIsDiscardedAndItsInstanceEnded() {
        SimulatedCloud cloud = SimulatedCloud.builder(time).imagesFail().build();

        assertThatExceptionOfType(ImageFailedException.class)
                .isThrownBy(
                        () -> build(cloud).source(small()).buildId("b").build().run())
                .withMessageContaining(
                        "its state is failed, and the reason 'Client.InternalError: the snapshot failed'");
        assertThat(cloud.images(Query.build("b"))).isEmpty();
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void anInterruptedBuildCleansUpAndKeepsTheFlag() {
        SimulatedCloud cloud = SimulatedCloud.in(time);
        AmiBuild build = build(cloud)
                .source(small())
                .listener(event -> {
                    if (event instanceof BuildEvent.InstanceLaunched) {
                        Thread.currentThread().interrupt();
                    }
                })
                .buildId("b")
                .build();

        assertThatExceptionOfType(BuildCancelledException.class)
                .isThrownBy(build::run)
                .withMessage("build b was cancelled: its thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aListenerThatThrowsDoesNotDisturbTheBuild() {
        AmiBuild build = build(SimulatedCloud.in(time))
                .source(small())
                .listener(event -> {
                    throw new IllegalStateException("listener");
                })
                .build();
        assertThat(build.run().proved()).isTrue();
    }

    @Test
    void aFinishedBuildIdGivesTheSameImageAgain() {
        SimulatedCloud cloud = SimulatedCloud.in(time);
        AmiBuild build = build(cloud).source(small()).buildId("b").build();

        AmiResult first = build.run();
        AmiResult second = build.run();

        assertThat(second.image()).isEqualTo(first.image());
        assertThat(cloud.images(Query.build("b"))).hasSize(1);
    }

    @Test
    void anImageOfTheSameFingerprintIsReusedWhenTheBuildSaysSo() {
        SimulatedCloud cloud = SimulatedCloud.in(time);
        AmiBuildBuilder build = build(cloud).source(small()).reuse(Reuse.IF_SAME_FINGERPRINT);

        AmiResult first = build.build().run();
        AmiResult same = build.build().run();
        AmiResult other = build.source(AmiSource.builder()
                        .part("10_hello.sh", "#!/bin/sh\necho other\n")
                        .build())
                .build()
                .run();

        assertThat(first.reused()).isFalse();
        assertThat(same.reused()).isTrue();
        assertThat(same.image()).isEqualTo(first.image());
        assertThat(other.reused()).isFalse();
        assertThat(other.imageName()).isEqualTo("agent-1.0-2");
    }

    @Test
    void aFailedBuildLeavesItsInstanceToBeLookedAtWhenItSaysSo() {
        SimulatedCloud cloud =
                SimulatedCloud.builder(time).guestFails("10_hello.sh", 7).build();
        AmiBuildBuilder build = build(cloud).source(small());

        assertThatExceptionOfType(GuestFailedException.class)
                .isThrownBy(() -> build.onFailure(OnFailure.STOP).build().run())
                .satisfies(e -> assertThat(e.cleanUp().left()).containsExactly("instance i-00000000000000001"));
        assertThat(cloud.left()).hasSize(1);
        assertThatExceptionOfType(GuestFailedException.class)
                .isThrownBy(() -> build.onFailure(OnFailure.TERMINATE).build().run())
                .satisfies(e -> assertThat(e.cleanUp().removed()).containsExactly("instance i-00000000000000002"));
        assertThat(cloud.left()).hasSize(1);
    }

    @Test
    void everythingMissingIsNamedAtOnce() {
        assertThatExceptionOfType(IncompleteBuildException.class)
                .isThrownBy(
                        () -> AmiBuild.builder().source(small()).name("agent").build())
                .withMessage(
                        "AmiBuild still needs version(...), baseImage(...) and provider(...). The source's ami.env may"
                                + " say VERSION= and BASE= instead");
    }

    @Test
    void aLargeRootfsWithoutStorageSaysHowLargeItIs() {
        assertThatExceptionOfType(io.amibuilder.userdata.RootfsTooLargeException.class)
                .isThrownBy(() ->
                        build(SimulatedCloud.in(time)).source(large()).build().run())
                .withMessageContaining("opt/data.bin");
    }

    @Test
    void tagsOfTheLibraryAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AmiBuild.builder().tag("ami-builder:build-id", "x"))
                .withMessageContaining("'ami-builder:build-id'");
    }

    @Test
    void whatIsWrittenIsReadBackAndBakes(@TempDir Path directory) {
        DirectoryArtifactStore store = DirectoryArtifactStore.at(directory.resolve("store"));
        AmiBuild phase1 = build(SimulatedCloud.in(time))
                .source(large())
                .storage(new InMemoryArtifactStore())
                .build();
        Path out = directory.resolve("out");
        try (CompiledAmi compiled = phase1.compile()) {
            compiled.writeTo(out);
            assertThat(out.resolve("manifest.json")).content().containsPattern("\"libraryVersion\": \"\\d+\\.\\d+");
            CompiledAmi read = CompiledAmi.read(out);
            assertThat(read.userdata()).isEqualTo(compiled.userdata());
            assertThat(read.variables()).isEqualTo(compiled.variables());
            assertThat(read.parts()).isEqualTo(compiled.parts());
            assertThat(read.files()).isEqualTo(compiled.files());
            assertThat(read.rootfs().orElseThrow().digest())
                    .isEqualTo(compiled.rootfs().orElseThrow().digest());
        }
        assertThat(store.locate(CompiledAmi.read(out).rootfs().orElseThrow().digest())
                        .uri())
                .startsWith("file:///");
    }

    @Test
    void aRootfsCompressedWithZstandardIsHandedOverUnderItsOwnName(@TempDir Path out) throws IOException {
        byte[] noise = new byte[2 * 1024 * 1024];
        new Random(1).nextBytes(noise);
        AmiBuildBuilder phase1 = build(SimulatedCloud.in(time))
                .source(AmiSource.builder()
                        .fs(FileTree.builder().file("opt/noise", noise, 0644).build())
                        .build())
                .storage(new InMemoryArtifactStore());
        try (CompiledAmi gzip = phase1.build().compile();
                CompiledAmi zstandard = phase1.compileOptions(
                                CompileOptions.defaults().compression(Compression.ZSTANDARD))
                        .build()
                        .compile()) {
            gzip.writeTo(out);
            zstandard.writeTo(out);

            assertThat(out.resolve("fs.tgz")).doesNotExist();
            assertThat(out.resolve("fs.tar.zst")).exists();
            try (CompiledAmi read = CompiledAmi.read(out)) {
                Rootfs rootfs = read.rootfs().orElseThrow();
                assertThat(rootfs.compression()).isEqualTo(Compression.ZSTANDARD);
                assertThat(read.rootfsLocation().orElseThrow().uri())
                        .isEqualTo("s3://simulated-bucket/" + rootfs.digest() + ".tar.zst");
                assertThat(CompiledAmi.of(read.userdata(), rootfs, new RootfsLocation("s3://bucket/"))
                                .rootfsLocation())
                        .contains(new RootfsLocation("s3://bucket/" + rootfs.digest() + ".tar.zst"));
            }
            Files.writeString(out.resolve("fs.tgz"), "of an older compile");
            assertThatExceptionOfType(AmiBuilderException.class)
                    .isThrownBy(() -> CompiledAmi.read(out))
                    .withMessage("a compiled directory must hold one rootfs, but holds [" + out.resolve("fs.tgz") + ", "
                            + out.resolve("fs.tar.zst")
                            + "]; remove the one that is older, or compile the source again");
        }
    }

    @Test
    void userdataTellsWhatCloudInitWillEndUpWith() {
        AmiSource source = AmiSource.builder()
                .part("10_a.cfg", "#cloud-config\npackages: [git]\nruncmd: [echo a]\n")
                .part("20_b.cfg", "#cloud-config\npackages: [jq]\n")
                .build();
        try (CompiledAmi compiled = CompiledAmi.compile(source)) {
            assertThat(compiled.userdata().mergedCloudConfig().packages()).hasToString("[git, jq]");
            assertThat(compiled.userdata().mergedCloudConfig().runcmd())
                    .asString()
                    .contains("echo a");
        }
    }

    @Test
    void whatWasCompiledExplainsItself() {
        try (CompiledAmi compiled = CompiledAmi.compile(small())) {
            assertThat(compiled.toString())
                    .matches("(?s)user-data: 1,\\d{3} of 16,384 bytes, 14,\\d{3} left, nonce [0-9a-f]{16}\n.*")
                    .containsPattern("(?m)^  10_hello.sh +21 +\\d+ +\\d.\\d %$")
                    .endsWith("rootfs: none");
            assertThat(compiled.parts().stream().mapToInt(PartSize::shareBytes).sum())
                    .isEqualTo(compiled.userdata().sizeBytes());
        }
    }

    @Test
    void aPartThatCloudInitWouldDropStopsTheCompileUnlessAllowed() {
        String part = "#cloud-config\nruncmd: [true]\n";
        assertThatExceptionOfType(LintException.class)
                .isThrownBy(() -> AmiSource.builder().part("10_a.cfg", part).build())
                .withMessageContaining("cloudinit/10_a.cfg:2:");
        LintCode code = Linter.lint(List.of(UserPart.of("10_a.cfg", part)), Set.of())
                .get(0)
                .code();
        assertThat(AmiSource.builder()
                        .part("10_a.cfg", part)
                        .allow(code)
                        .build()
                        .warnings())
                .isEmpty();
    }

    @Test
    void filesThatDoNotBelongTogetherAreRefused(@TempDir Path directory) throws IOException {
        AmiBuild build = build(SimulatedCloud.in(time))
                .source(large())
                .storage(new InMemoryArtifactStore())
                .build();
        try (CompiledAmi compiled = build.compile()) {
            compiled.writeTo(directory);
        }
        Files.delete(directory.resolve("fs.tgz"));
        assertThatExceptionOfType(AmiBuilderException.class)
                .isThrownBy(() -> CompiledAmi.read(directory))
                .withMessageContaining("must hold fs.tgz, which its vars.env sends to s3://simulated-bucket/");

        try (CompiledAmi compiled = build.compile();
                CompiledAmi other = CompiledAmi.compile(small())) {
            compiled.writeTo(directory);
            Files.write(directory.resolve("userdata.gz"), other.userdata().bytes());
        }
        assertThatExceptionOfType(AmiBuilderException.class)
                .isThrownBy(() -> CompiledAmi.read(directory))
                .withMessageContaining("the files are of two compiles");
    }

    @Test
    void aVariableMayBeLong(@TempDir Path directory) {
        String value = "it's ".repeat(4_000);
        AmiSource source = AmiSource.builder()
                .part("10_hello.sh", "#!/bin/sh\n")
                .variable("LONG", value)
                .build();
        try (CompiledAmi compiled = CompiledAmi.compile(source)) {
            compiled.writeTo(directory);
        }
        assertThat(CompiledAmi.read(directory).variables()).containsEntry("LONG", value);
    }

    @Test
    void aTeamMayNameItsImagesOtherwise() {
        AmiBuild build = build(SimulatedCloud.in(time))
                .source(small())
                .imageName("Acme Images/{name}_{version}.{build}")
                .build();

        assertThat(build.run().imageName()).isEqualTo("acme-images/agent_1.0.1");
        assertThat(build.toBuilder().build().run().imageName()).isEqualTo("acme-images/agent_1.0.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name}-{build}",
                "{name}-{version}",
                "{name}-{version}-{build}-{build}",
                "{name}:{version}-{build}",
                "{name}-{version}-{build}-{date}"
            })
    void anImageNameThatIsNotUniqueOrThatTheCloudWouldRefuseIsRefused(String template) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AmiBuild.builder().imageName(template))
                .withMessageContaining("{name}, {version} and {build} once each")
                .withMessageContaining("but was '" + template + "'");
    }

    @Test
    void aNameThatTheCloudWouldRefuseIsRefusedBeforeAnythingIsPaidFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> build(SimulatedCloud.in(time))
                        .source(small())
                        .name("n".repeat(60))
                        .version("v".repeat(58))
                        .build())
                .withMessageContaining("at most 128 characters")
                .withMessageContaining("has 129");
    }

    @Test
    void thePlanTouchesNoCloud() {
        SimulatedCloud cloud = SimulatedCloud.in(time);
        AmiPlan plan = build(cloud).source(small()).build().plan();
        assertThat(plan.calls()).hasSize(3);
        assertThat(cloud.left()).isEmpty();
        assertThat(plan.toString())
                .contains("1. launch one instance of image ami-0")
                .contains("3. terminate the instance");
    }

    private AmiBuildBuilder build(SimulatedCloud cloud) {
        return AmiBuild.builder()
                .name("agent")
                .version("1.0")
                .baseImage(BaseImage.id("ami-0"))
                .provider(cloud)
                .time(time)
                .listener(heard);
    }

    private static AmiSource small() {
        return AmiSource.builder()
                .part("10_hello.sh", "#!/bin/sh\necho hello\n")
                .build();
    }

    private static AmiSource large() {
        byte[] noise = new byte[40_000];
        new Random(1).nextBytes(noise);
        return AmiSource.builder()
                .part("10_hello.sh", "#!/bin/sh\necho hello\n")
                .fs(FileTree.builder().file("/opt/data.bin", noise, 0644).build())
                .build();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
