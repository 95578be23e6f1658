package io.amibuilder.testing;

import static io.amibuilder.testing.ContractRun.require;

import io.amibuilder.rootfs.FileTree;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.RootfsPackager;
import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.storage.StorageException;
import io.amibuilder.testing.ArtifactStoreContract.Promise;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What a store promises a build. */
final class StoreChecks {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int WRITERS = 4; // more than two, so that some meet in every step
    private static final String REPORT = "contract-report.log";

    private final StoreSubject subject;
    private final ArtifactStore store;
    private final Rootfs rootfs = packed("hello");
    private final RootfsLocation place;

    StoreChecks(StoreSubject subject) {
        this.subject = subject;
        this.store = subject.store();
        this.place = store.locate(rootfs.digest());
    }

    static List<Promise> promises() {
        return List.of(
                new Promise("the place of a digest is the same at every call", StoreChecks::samePlace),
                new Promise("what was never stored is not there", StoreChecks::notThere),
                new Promise("what is stored is there, and may be stored again", StoreChecks::stored),
                new Promise("something else at the place is not the rootfs, and is replaced", StoreChecks::replaced),
                new Promise("progress never goes back and ends with all of it", StoreChecks::progress),
                new Promise("several threads may store the same at once", StoreChecks::atOnce),
                new Promise("a rootfs that cannot be read is refused and not stored", StoreChecks::unreadable),
                new Promise("what is deleted is gone and may be deleted again, or all is kept", StoreChecks::deleted),
                new Promise("a download link brings exactly what was stored", StoreChecks::link),
                new Promise("a report is read as it was uploaded, until it is deleted", StoreChecks::report));
    }

    private void samePlace() {
        require(
                place.equals(store.locate(rootfs.digest())),
                "locate(...) must be the same at every call, but was " + place + " and then "
                        + store.locate(rootfs.digest()));
    }

    private void notThere() {
        require(!store.has(place, rootfs), "has(...) must be false before anything is stored at " + place);
    }

    private void stored() {
        store.put(place, rootfs);
        requireThere(rootfs);
        store.put(place, rootfs);
        requireThere(rootfs);
        cleanUp();
    }

    private void replaced() {
        Rootfs other = packed("world"); // as long as the first one
        store.put(place, other);
        require(!store.has(place, rootfs), "has(...) must be false when another rootfs is at " + place);
        store.put(place, rootfs);
        requireThere(rootfs);
        require(!store.has(place, other), "has(...) must be false for what was replaced at " + place);
        cleanUp();
    }

    private void progress() {
        List<Long> done = Collections.synchronizedList(new ArrayList<>());
        List<Long> totals = Collections.synchronizedList(new ArrayList<>());
        store.put(place, rootfs, (doneBytes, totalBytes) -> {
            done.add(doneBytes);
            totals.add(totalBytes);
        });
        requireThere(rootfs);
        require(
                totals.stream().allMatch(total -> total == rootfs.sizeBytes()),
                "the total told must be " + rootfs.sizeBytes() + " bytes, but was " + totals);
        require(
                done.equals(done.stream().sorted().toList()),
                "the bytes told as stored must never become fewer, but were " + done);
        require(
                done.isEmpty() || done.get(done.size() - 1) == rootfs.sizeBytes(),
                "the last bytes told as stored must be all " + rootfs.sizeBytes() + ", but were " + done);
        cleanUp();
    }

    private void atOnce() throws InterruptedException {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            for (Future<?> put : writers.invokeAll(
                    Collections.nCopies(WRITERS, Executors.callable(() -> store.put(place, rootfs))))) {
                put.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(WRITERS + " threads must be able to store the same at once", e);
        } finally {
            writers.shutdown();
        }
        requireThere(rootfs);
        cleanUp();
    }

    private void unreadable() throws IOException {
        Path file = Files.createTempFile("contract", ".tgz");
        Files.write(file, rootfs.bytes());
        Rootfs gone = Rootfs.read(file);
        Files.delete(file);
        try {
            store.put(place, gone);
        } catch (StorageException e) {
            require(
                    e.location().equals(place.toString()),
                    "a StorageException must name " + place + ", but named " + e.location());
            require(!store.has(place, gone), "nothing may be at " + place + " when storing has failed");
            return;
        }
        throw new AssertionError("storing a rootfs whose file is gone must throw a StorageException");
    }

    private void deleted() {
        store.put(place, rootfs);
        try {
            store.delete(place);
        } catch (StorageException e) {
            requireThere(rootfs); // a store may keep everything, but then it must
            return;
        }
        require(!store.has(place, rootfs), "has(...) must be false after delete(" + place + ")");
        store.delete(place);
    }

    private void link() throws IOException {
        store.put(place, rootfs);
        Optional<URI> link = store.downloadLink(place, HOUR);
        if (link.isPresent()) {
            require(
                    Arrays.equals(subject.fetch(link.get()), rootfs.bytes()),
                    "a download link must bring the " + rootfs.sizeBytes() + " bytes that were stored");
        }
        cleanUp();
    }

    private void report() throws IOException {
        require(store.readReport(REPORT).isEmpty(), "readReport(...) must be empty before anything was uploaded");
        Optional<URI> link = store.reportLink(REPORT, HOUR);
        if (link.isPresent()) {
            String text = "one line\nand Müller's\n"; // not ASCII
            subject.upload(link.get(), text);
            Optional<String> read = store.readReport(REPORT);
            require(
                    read.equals(Optional.of(text)),
                    "readReport(...) must bring what was uploaded, but brought " + read);
        }
        store.deleteReport(REPORT);
        require(store.readReport(REPORT).isEmpty(), "readReport(...) must be empty after deleteReport(...)");
        store.deleteReport(REPORT);
    }

    private void requireThere(Rootfs what) {
        require(store.has(place, what), "has(...) must be true for what was stored at " + place);
    }

    private void cleanUp() {
        try {
            store.delete(place);
        } catch (StorageException e) {
            return; // it keeps everything
        }
    }

    private static Rootfs packed(String text) {
        return RootfsPackager.pack(FileTree.builder().file("/etc/motd", text).build());
    }
}
