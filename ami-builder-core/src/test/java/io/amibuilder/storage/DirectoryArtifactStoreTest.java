package io.amibuilder.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amibuilder.rootfs.FileTree;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.RootfsPackager;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryArtifactStoreTest {
    @TempDir
    private Path directory;

    private final Rootfs rootfs =
            RootfsPackager.pack(FileTree.builder().file("/etc/motd", "hello").build());

    @Test
    void whatIsStoredIsThereUnderItsDigest() throws IOException {
        DirectoryArtifactStore store = DirectoryArtifactStore.at(directory.resolve("a store"));
        RootfsLocation place = store.locate(rootfs.digest());
        assertThat(store.has(place, rootfs)).isFalse();

        store.put(place, rootfs);
        store.put(place, rootfs);

        assertThat(store.has(place, rootfs)).isTrue();
        Path file = Path.of(URI.create(place.uri()));
        assertThat(file).hasFileName(rootfs.digest() + ".tgz").hasBinaryContent(rootfs.bytes());
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).as("nothing half-written is left").containsExactly(file);
        }
    }

    @Test
    void storingTellsHowFarItIs() {
        DirectoryArtifactStore store = DirectoryArtifactStore.at(directory);
        List<Long> done = new ArrayList<>();

        store.put(store.locate(rootfs.digest()), rootfs, (doneBytes, totalBytes) -> {
            assertThat(totalBytes).isEqualTo(rootfs.sizeBytes());
            done.add(doneBytes);
        });

        assertThat(done).isSorted().endsWith(rootfs.sizeBytes());
    }

    @Test
    void whatIsDeletedIsGoneAndMayBeDeletedAgain() {
        DirectoryArtifactStore store = DirectoryArtifactStore.at(directory);
        RootfsLocation place = store.locate(rootfs.digest());
        store.put(place, rootfs);

        store.delete(place);
        store.delete(place);

        assertThat(store.has(place, rootfs)).isFalse();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anotherFileAtThePlaceIsNotTheRootfs() throws IOException {
        DirectoryArtifactStore store = DirectoryArtifactStore.at(directory);
        RootfsLocation place = store.locate(rootfs.digest());
        Files.writeString(Path.of(URI.create(place.uri())), "something else");
        assertThat(store.has(place, rootfs)).isFalse();
    }

    @Test
    void aPlaceOutsideTheDirectoryIsRefused() {
        DirectoryArtifactStore store = DirectoryArtifactStore.at(directory);
        RootfsLocation outside = new RootfsLocation("file:///etc/passwd");
        assertThatThrownBy(() -> store.put(outside, rootfs))
                .isInstanceOf(StorageException.class)
                .hasMessage("storage at file:///etc/passwd: must be a file directly in " + directory.toAbsolutePath());
    }

    @Test
    void aFileHasNoLinkForOtherMachines() {
        DirectoryArtifactStore store = DirectoryArtifactStore.at(directory);
        assertThat(store.downloadLink(store.locate(rootfs.digest()), Duration.ofHours(1)))
                .isEmpty();
    }
}
