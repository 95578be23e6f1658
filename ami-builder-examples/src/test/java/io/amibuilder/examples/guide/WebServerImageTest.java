package io.amibuilder.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiResult;
import io.amibuilder.CompiledAmi;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.Query;
import io.amibuilder.event.BuildEvent;
import io.amibuilder.guest.GuestFailedException;
import io.amibuilder.merge.MergedCloudConfig;
import io.amibuilder.rootfs.TreeEntry;
import io.amibuilder.source.AmiSource;
import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.storage.DirectoryArtifactStore;
import io.amibuilder.sweep.Sweeper;
import io.amibuilder.testing.ArtifactStoreContract;
import io.amibuilder.testing.Fault;
import io.amibuilder.testing.FaultyCloud;
import io.amibuilder.testing.InMemoryArtifactStore;
import io.amibuilder.testing.RecordingListener;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.testing.WaiterContract;
import io.amibuilder.wait.Waiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A project's tests of its image, to be copied: they need no cloud, no account and no time. See docs/testing.md. */
class WebServerImageTest {
    // begins
    // its rootfs is too large for the user-data on purpose, so that it is stored
    private final AmiSource source = AmiSource.read(Path.of("ami/web-server"));
    private final VirtualTime time = new VirtualTime();
    private final InMemoryArtifactStore store = new InMemoryArtifactStore();
    private final SimulatedCloud cloud =
            SimulatedCloud.builder(time).store(store).build();
    private final RecordingListener heard = new RecordingListener();

    private AmiBuild build(CloudProvider provider) {
        return AmiBuild.builder()
                .source(source) // its ami.env gives name, version and base image
                .provider(provider)
                .storage(store)
                .time(time)
                .listener(heard)
                .build();
    }
    // ends

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        source.close();
    }

    // begins
    @Test
    void nginxIsInstalled() {
        try (CompiledAmi compiled = build(cloud).compile()) {
            MergedCloudConfig config = compiled.userdata().mergedCloudConfig();
            assertThat(config.packages()).contains("nginx");
            assertThat(config.get("package_update")).isEmpty();
            assertThat(config.dropped()).isEmpty();
        }
    }

    @Test
    void theCatalogueIsInTheImage() throws IOException {
        assertThat(source.rootfs().entry("usr/share/nginx/html/products.json")).isPresent();
        TreeEntry.RegularFile site = (TreeEntry.RegularFile)
                source.rootfs().entry("etc/nginx/conf.d/catalogue.conf").orElseThrow();
        assertThat(site.mode()).isEqualTo(0644);
        assertThat(site.content().open()).asString(StandardCharsets.UTF_8).contains("listen 80");
    }
    // ends

    // begins
    @Test
    void theInstanceDoesWhatWasReviewed() throws IOException {
        try (CompiledAmi compiled = build(cloud).compile()) {
            assertThat(compiled.explain()).hasToString(Files.readString(Path.of("src/test/resources/web-server.txt")));
        }
    }
    // ends

    // begins
    @Test
    void itBakesInMinutesAndLeavesNothingBehind() {
        AmiResult image = build(cloud).run();

        assertThat(image.imageName()).isEqualTo("web-server-1.0.0-1");
        assertThat(time.elapsed()).isLessThan(Duration.ofMinutes(10));
        assertThat(heard.events(BuildEvent.RootfsStored.class)).hasSize(1);
        assertThat(heard.toString()).contains("the instance began step 60_services.sh");
        requireNothingLeft();
    }

    /** No instance, and in three days nothing that a sweeper would find. */
    private void requireNothingLeft() {
        assertThat(cloud.left()).isEmpty();
        time.advance(Duration.ofDays(3));
        assertThat(Sweeper.of(cloud, time).plan().items()).isEmpty();
    }
    // ends

    // begins
    @Test
    void aFailedInstallationMakesNoImage() {
        SimulatedCloud failing = SimulatedCloud.builder(time)
                .store(store)
                .guestFails("60_services.sh", 1, "nginx: configuration file test failed")
                .build();

        assertThatExceptionOfType(GuestFailedException.class)
                .isThrownBy(() -> build(failing).run())
                .satisfies(e -> assertThat(e.step()).isEqualTo("60_services.sh"))
                .withMessageContaining("configuration file test failed");
        assertThat(failing.left()).isEmpty();
    }

    @Test
    void aLostAnswerLaunchesNoSecondInstance() {
        CloudProvider bad = new FaultyCloud(cloud, time, FaultyCloud.Plan.first("RunInstances", Fault.ANSWER_LOST));

        AmiResult image = build(bad).run();

        assertThat(cloud.instances(Query.build(image.buildId()))).hasSize(1);
        requireNothingLeft();
    }

    @Test
    void whatIsForbiddenEndsTheBuildAndLeavesNothing() {
        CloudProvider bad = new FaultyCloud(cloud, time, FaultyCloud.Plan.first("CreateImage", Fault.FORBIDDEN));

        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> build(bad).run());
        requireNothingLeft();
    }
    // ends

    // begins
    @TestFactory
    Stream<DynamicTest> ourStoreKeepsTheContract() {
        ArtifactStore ours = DirectoryArtifactStore.at(directory); // yours instead
        return ArtifactStoreContract.checks(() -> () -> ours).stream()
                .map(check -> dynamicTest(check.name(), check::run));
    }

    @TestFactory
    Stream<DynamicTest> ourCadenceKeepsTheContract() {
        Duration earliest = Duration.ofMinutes(3);
        Waiter ours = look -> look.elapsed().compareTo(earliest) < 0 ? Duration.ofMinutes(1) : Duration.ofSeconds(5);
        return WaiterContract.checks(() -> ours).stream().map(check -> dynamicTest(check.name(), check::run));
    }
    // ends
}
