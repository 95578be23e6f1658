package io.amibuilder.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.Sha256;
import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.storage.DirectoryArtifactStore;
import io.amibuilder.storage.UploadProgress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreContractTest {
    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> theStoreInMemoryKeepsIt() {
        return Contracts.tests(ArtifactStoreContract.checks(() -> new InMemory(new InMemoryArtifactStore())));
    }

    @TestFactory
    Stream<DynamicTest> theDirectoryKeepsIt() {
        DirectoryArtifactStore store = DirectoryArtifactStore.at(directory);
        return Contracts.tests(ArtifactStoreContract.checks(() -> () -> store));
    }

    @Test
    void aStoreThatBelievesEverythingIsFound() {
        assertThat(broken(new Forwarding() {
                    @Override
                    public boolean has(RootfsLocation location, Rootfs rootfs) {
                        return true;
                    }
                }))
                .contains(
                        "what was never stored is not there",
                        "something else at the place is not the rootfs, and is replaced",
                        "what is deleted is gone and may be deleted again, or all is kept");
    }

    @Test
    void aStoreThatForgetsIsFound() {
        assertThat(broken(new Forwarding() {
                    @Override
                    public void put(RootfsLocation location, Rootfs rootfs) {}
                }))
                .contains(
                        "what is stored is there, and may be stored again",
                        "a rootfs that cannot be read is refused and not stored");
    }

    @Test
    void progressThatGoesBackIsFound() {
        assertThat(broken(new Forwarding() {
                    @Override
                    public void put(RootfsLocation location, Rootfs rootfs, UploadProgress progress) {
                        super.put(location, rootfs);
                        progress.stored(rootfs.sizeBytes(), rootfs.sizeBytes());
                        progress.stored(1, rootfs.sizeBytes());
                    }
                }))
                .containsExactly("progress never goes back and ends with all of it");
    }

    @Test
    void anotherPlaceAtEachCallIsFound() {
        assertThat(broken(new Forwarding() {
                    private int calls;

                    @Override
                    public RootfsLocation locate(Sha256 digest) {
                        return new RootfsLocation("s3://simulated-bucket/" + ++calls + ".tgz");
                    }
                }))
                .containsExactly("the place of a digest is the same at every call");
    }

    @Test
    void aLinkToSomethingElseAndAReportThatStaysAreFound() {
        assertThat(broken(new Forwarding() {
                    @Override
                    public Optional<URI> downloadLink(RootfsLocation location, Duration validity) {
                        return reportLink("nothing", validity);
                    }

                    @Override
                    public void deleteReport(String name) {}
                }))
                .containsExactly(
                        "a download link brings exactly what was stored",
                        "a report is read as it was uploaded, until it is deleted");
    }

    private static List<String> broken(Forwarding store) {
        return Contracts.broken(ArtifactStoreContract.checks(() -> {
            store.next = new InMemoryArtifactStore();
            return new InMemory(store);
        }));
    }

    private record InMemory(ArtifactStore store) implements StoreSubject {
        private InMemoryArtifactStore bucket() {
            return store instanceof Forwarding front ? front.next : (InMemoryArtifactStore) store;
        }

        @Override
        public byte[] fetch(URI link) {
            return bucket().fetch(link.toString()).orElse(new byte[0]);
        }

        @Override
        public void upload(URI link, String content) {
            bucket().upload(link.toString(), content);
        }
    }

    /** A store in memory with something in front of it. */
    private static class Forwarding implements ArtifactStore {
        InMemoryArtifactStore next = new InMemoryArtifactStore();

        @Override
        public RootfsLocation locate(Sha256 digest) {
            return next.locate(digest);
        }

        @Override
        public boolean has(RootfsLocation location, Rootfs rootfs) {
            return next.has(location, rootfs);
        }

        @Override
        public void put(RootfsLocation location, Rootfs rootfs) {
            next.put(location, rootfs);
        }

        @Override
        public void delete(RootfsLocation location) {
            next.delete(location);
        }

        @Override
        public Optional<URI> downloadLink(RootfsLocation location, Duration validity) {
            return next.downloadLink(location, validity);
        }

        @Override
        public Optional<URI> reportLink(String name, Duration validity) {
            return next.reportLink(name, validity);
        }

        @Override
        public Optional<String> readReport(String name) {
            return next.readReport(name);
        }

        @Override
        public void deleteReport(String name) {
            next.deleteReport(name);
        }
    }
}
