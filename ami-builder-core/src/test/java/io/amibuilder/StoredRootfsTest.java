package io.amibuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.OnFailure;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.event.BuildEvent;
import io.amibuilder.event.EventText;
import io.amibuilder.guest.GuestFailedException;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.Sha256;
import io.amibuilder.source.AmiSource;
import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.storage.StorageException;
import io.amibuilder.storage.UploadProgress;
import io.amibuilder.testing.InMemoryArtifactStore;
import io.amibuilder.testing.RecordingListener;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.wait.WaitPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A rootfs in a store: its way there, its links, and its end. */
class StoredRootfsTest {
    private final VirtualTime time = new VirtualTime();
    private final RecordingListener heard = new RecordingListener();
    private final WatchedStore store = new WatchedStore();

    @Test
    void whatABuildHasStoredStaysByDefault() {
        build(cloud()).build().run();

        assertThat(store.bucket.fetch(store.location)).isPresent();
        assertThat(store.deleted).isEmpty();
        assertThat(heard.events(BuildEvent.RootfsDeleted.class)).isEmpty();
    }

    @Test
    void whatABuildHasStoredIsRemovedAfterItsSuccessWhenItIsToldTo() {
        build(cloud()).deleteStored(true).build().run();

        assertThat(store.bucket.fetch(store.location)).isEmpty();
        assertThat(store.deleted).hasSize(2).last().asString().endsWith(".log");
        assertThat(heard.events().stream().map(EventText::of))
                .containsSubsequence(
                        "terminated instance i-00000000000000001",
                        "deleted the rootfs at " + store.location,
                        "image ami-00000000000000002 named agent-1.0-1 is ready");
    }

    @Test
    void whatAnotherBuildHasStoredStays() {
        build(cloud()).build().run();
        build(cloud()).deleteStored(true).build().run();

        assertThat(store.bucket.fetch(store.location)).isPresent();
        assertThat(store.deleted).as("only the build's own report").hasSize(1);
    }

    @Test
    void aFailedBuildRemovesWhatItHasStoredToo() {
        GuestFailedException e = catchThrowableOfType(
                GuestFailedException.class,
                () -> build(failing()).deleteStored(true).build().run());

        assertThat(store.bucket.fetch(store.location)).isEmpty();
        assertThat(e.cleanUp().removed()).contains("rootfs at " + store.location);
    }

    @Test
    void aBuildThatKeepsItsInstanceKeepsWhatItHasStored() {
        assertThat(catchThrowableOfType(
                        GuestFailedException.class,
                        () -> build(failing())
                                .deleteStored(true)
                                .onFailure(OnFailure.KEEP)
                                .build()
                                .run()))
                .isNotNull();

        assertThat(store.bucket.fetch(store.location)).isPresent();
        assertThat(store.deleted).isEmpty();
    }

    @Test
    void aRootfsThatCannotBeRemovedDoesNotFailABuildThatHasAnImage() {
        store.deletable = false;

        AmiResult result = build(cloud()).deleteStored(true).build().run();

        assertThat(result.imageName()).isEqualTo("agent-1.0-1");
        assertThat(heard.events(BuildEvent.RootfsDeleted.class)).isEmpty();
    }

    @Test
    void aRootfsThatCannotBeRemovedAfterAFailureIsToldAsLeft() {
        store.deletable = false;

        AmiBuilderException e = catchThrowableOfType(
                GuestFailedException.class,
                () -> build(failing()).deleteStored(true).build().run());

        assertThat(e.cleanUp().left()).contains("rootfs at " + store.location);
        assertThat(e.getSuppressed()).hasAtLeastOneElementOfType(StorageException.class);
    }

    @Test
    void aLongUploadTellsHowFarItIsButNotAllTheTime() {
        store.pauseAfterHundredth = Duration.ofSeconds(4);

        build(cloud()).build().run();

        List<BuildEvent.UploadProgressed> told = heard.events(BuildEvent.UploadProgressed.class);
        assertThat(told).hasSizeBetween(32, 34); // every third hundredth: 12 seconds
        assertThat(told).isSortedAccordingTo((a, b) -> Long.compare(a.doneBytes(), b.doneBytes()));
        assertThat(EventText.of(told.get(0)))
                .matches("stored \\d+ of " + told.get(0).totalBytes() + " bytes of rootfs \\(2 %\\)");
    }

    @Test
    void aShortUploadIsNotWorthAWord() {
        build(cloud()).build().run();

        assertThat(heard.events(BuildEvent.UploadProgressed.class)).isEmpty();
    }

    @Test
    void linksLiveAnHourLongerThanTheInstanceMayTake() {
        build(cloud())
                .instanceWait(WaitPolicy.atMost(Duration.ofMinutes(90)))
                .build()
                .run();

        assertThat(store.validities).isNotEmpty().containsOnly(Duration.ofMinutes(150));
    }

    private AmiBuildBuilder build(SimulatedCloud cloud) {
        return AmiBuild.builder()
                .source(source())
                .name("agent")
                .version("1.0")
                .baseImage(BaseImage.id("ami-0"))
                .provider(cloud)
                .storage(store)
                .compileOptions(CompileOptions.defaults().report(true))
                .time(time)
                .listener(heard);
    }

    private SimulatedCloud cloud() {
        return SimulatedCloud.builder(time).store(store.bucket).build();
    }

    private SimulatedCloud failing() {
        return SimulatedCloud.builder(time)
                .store(store.bucket)
                .guestFails("10_hello.sh", 7)
                .build();
    }

    private static AmiSource source() {
        byte[] noise = new byte[40_000];
        new Random(1).nextBytes(noise);
        return AmiSource.builder()
                .part("10_hello.sh", "#!/bin/sh\necho hello\n")
                .fs(FileTree.builder().file("/opt/data.bin", noise, 0644).build())
                .build();
    }

    /** A bucket that may be slow to fill and unwilling to forget. */
    private final class WatchedStore implements ArtifactStore {
        private final InMemoryArtifactStore bucket = new InMemoryArtifactStore();
        private final List<String> deleted = new ArrayList<>();
        private final List<Duration> validities = new ArrayList<>();
        private Duration pauseAfterHundredth = Duration.ZERO;
        private boolean deletable = true;
        private String location = "";

        @Override
        public RootfsLocation locate(Sha256 digest) {
            RootfsLocation place = bucket.locate(digest);
            location = place.uri();
            return place;
        }

        @Override
        public boolean has(RootfsLocation place, Rootfs rootfs) {
            return bucket.has(place, rootfs);
        }

        @Override
        public void put(RootfsLocation place, Rootfs rootfs) {
            bucket.put(place, rootfs);
        }

        @Override
        public void put(RootfsLocation place, Rootfs rootfs, UploadProgress progress) {
            for (int hundredth = 1; hundredth <= 100; hundredth++) {
                time.advance(pauseAfterHundredth);
                progress.stored(rootfs.sizeBytes() * hundredth / 100, rootfs.sizeBytes());
            }
            bucket.put(place, rootfs);
        }

        @Override
        public Optional<URI> downloadLink(RootfsLocation place, Duration validity) {
            validities.add(validity);
            return bucket.downloadLink(place, validity);
        }

        @Override
        public Optional<URI> reportLink(String name, Duration validity) {
            validities.add(validity);
            return bucket.reportLink(name, validity);
        }

        @Override
        public Optional<String> readReport(String name) {
            return bucket.readReport(name);
        }

        @Override
        public void delete(RootfsLocation place) {
            if (!deletable) {
                throw new StorageException(place, false, "may not be deleted", null);
            }
            deleted.add(place.uri());
            bucket.delete(place);
        }

        @Override
        public void deleteReport(String name) {
            deleted.add(name);
            bucket.deleteReport(name);
        }
    }
}
