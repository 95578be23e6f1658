package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.Sha256;
import io.amibuilder.storage.StorageException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** The store in front of a real S3 server: what one says the other understands. */
class RealS3Test {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long PART_BYTES = 5L * 1024 * 1024; // S3's least
    private static final int LARGE_BYTES = 26 * 1024 * 1024 + 17; // five parts and a bit

    @RegisterExtension
    static final S3Server SERVER = new S3Server();

    @TempDir
    Path directory;

    private S3Client client;
    private S3ArtifactStore store;

    @BeforeEach
    void open() {
        client = SERVER.client();
        store = SERVER.store("s3://bucket/pre/").partBytes(PART_BYTES).build();
    }

    @AfterEach
    void close() {
        store.close();
        client.close();
    }

    @Test
    void whatIsStoredIsThereWithItsChecksumAndIsNotStoredTwice() throws IOException {
        Rootfs rootfs = rootfs(1000, 1);
        RootfsLocation place = store.locate(rootfs.digest());
        assertThat(store.has(place, rootfs)).isFalse();

        store.put(place, rootfs);
        HeadObjectResponse first = head(place);
        store.put(place, rootfs);

        assertThat(store.has(place, rootfs)).isTrue();
        assertThat(first.metadata()).containsEntry("sha256", rootfs.digest().hex());
        assertThat(first.contentType()).isEqualTo("application/gzip");
        assertThat(head(place).lastModified()).isEqualTo(first.lastModified());
        assertThat(fetched(place)).isEqualTo(rootfs.digest());
    }

    @Test
    void otherContentAtAnExactKeyIsReplaced() throws IOException {
        try (S3ArtifactStore exact = SERVER.store("s3://bucket/exact.tgz").build()) {
            Rootfs before = rootfs(1000, 2);
            Rootfs after = rootfs(1000, 3);
            RootfsLocation place = exact.locate(before.digest());
            exact.put(place, before);
            assertThat(exact.has(place, after)).isFalse();

            exact.put(place, after);

            assertThat(exact.has(place, after)).isTrue();
            assertThat(fetched(place)).isEqualTo(after.digest());
        }
    }

    @Test
    void aLargeRootfsArrivesInPartsAndIsTheSame() throws IOException {
        Rootfs rootfs = rootfs(LARGE_BYTES, 4);
        RootfsLocation place = store.locate(rootfs.digest());
        List<Long> done = new ArrayList<>();

        store.put(place, rootfs, (doneBytes, totalBytes) -> done.add(doneBytes));

        assertThat(fetched(place)).isEqualTo(rootfs.digest());
        assertThat(store.has(place, rootfs)).isTrue();
        HeadObjectResponse head = head(place);
        assertThat(head.eTag()).as("a multipart upload of six parts").endsWith("-6\"");
        assertThat(head.metadata()).containsEntry("sha256", rootfs.digest().hex());
        assertThat(done).hasSize(6).isSorted().endsWith((long) LARGE_BYTES);
        assertThat(uploads()).isZero();
        assertThat(uploadThreads()).as("threads end with the call").isZero();
    }

    @Test
    void withoutChecksumsALargeRootfsArrivesAsWell() throws IOException {
        try (S3ArtifactStore plain = SERVER.store("s3://bucket/plain/")
                .checksums(false)
                .partBytes(PART_BYTES)
                .build()) {
            Rootfs rootfs = rootfs(LARGE_BYTES, 5);
            RootfsLocation place = plain.locate(rootfs.digest());

            plain.put(place, rootfs);

            assertThat(plain.has(place, rootfs)).isTrue();
            assertThat(fetched(place)).isEqualTo(rootfs.digest());
        }
    }

    @Test
    void aLargeRootfsThatHasChangedIsNotSent() throws IOException {
        Path file = directory.resolve("fs-6.tgz");
        Rootfs rootfs = rootfs(LARGE_BYTES, 6);
        RootfsLocation place = store.locate(rootfs.digest());
        byte[] changed = Files.readAllBytes(file);
        changed[LARGE_BYTES - 1]++;
        Files.write(file, changed);

        StorageException e = catchThrowableOfType(StorageException.class, () -> store.put(place, rootfs));

        assertThat(e.retryable()).isFalse();
        assertThat(e).hasMessageContaining("it has changed since it was packed; compile again");
        assertThat(store.has(place, rootfs)).isFalse();
        assertThat(uploads()).isZero();
    }

    @Test
    void aSmallRootfsThatHasChangedIsRefusedByS3ForItsChecksum() throws IOException {
        Rootfs rootfs = rootfs(1000, 11);
        RootfsLocation place = store.locate(rootfs.digest());
        Files.write(directory.resolve("fs-11.tgz"), new byte[1000]);

        StorageException e = catchThrowableOfType(StorageException.class, () -> store.put(place, rootfs));

        assertThat(e.retryable()).isFalse();
        assertThat(store.has(place, rootfs)).isFalse();
    }

    @Test
    void anInterruptedUploadEndsAbortedAndMayBeTriedAgain() throws Exception {
        Rootfs rootfs = rootfs(LARGE_BYTES, 7);
        RootfsLocation place = store.locate(rootfs.digest());

        StorageException e = catchThrowableOfType(
                StorageException.class,
                () -> store.put(
                        place,
                        rootfs,
                        (doneBytes, totalBytes) -> Thread.currentThread().interrupt()));

        assertThat(Thread.interrupted()).as("the interruption is passed on").isTrue();
        assertThat(e.retryable()).isTrue();
        assertThat(uploads()).isZero();
        assertThat(uploadThreads()).isZero();
        assertThat(store.has(place, rootfs)).isFalse();
        store.put(place, rootfs);
        assertThat(store.has(place, rootfs)).isTrue();
    }

    @Test
    void aPlainCurlFetchesByTheLinkAndUploadsItsReport() throws Exception {
        RealTools.require(RealTools.CURL);
        Rootfs rootfs = rootfs(LARGE_BYTES, 8);
        RootfsLocation place = store.locate(rootfs.digest());
        store.put(place, rootfs);

        byte[] body = RealTools.run(curl(store.downloadLink(place, HOUR).orElseThrow()));
        Path log = Files.writeString(directory.resolve("log"), "the log\n");
        RealTools.run(
                RealTools.CURL,
                "-fsS",
                "--noproxy",
                "*",
                "-T",
                log.toString(),
                store.reportLink("abc.log", HOUR).orElseThrow().toString());

        assertThat(Sha256.of(body)).isEqualTo(rootfs.digest());
        assertThat(store.readReport("abc.log")).contains("the log\n");
        store.deleteReport("abc.log");
        assertThat(store.readReport("abc.log")).isEmpty();
    }

    @Test
    void aDeletedRootfsIsGoneAndMayBeDeletedAgain() throws IOException {
        Rootfs rootfs = rootfs(1000, 9);
        RootfsLocation place = store.locate(rootfs.digest());
        store.put(place, rootfs);

        store.delete(place);
        store.delete(place);

        assertThat(store.has(place, rootfs)).isFalse();
    }

    @Test
    void aBucketThatDoesNotExistFailsForGood() throws IOException {
        try (S3ArtifactStore lost =
                SERVER.store("s3://no-such-bucket/").partBytes(PART_BYTES).build()) {
            for (int sizeBytes : List.of(1000, LARGE_BYTES)) {
                Rootfs rootfs = rootfs(sizeBytes, 10);
                StorageException e = catchThrowableOfType(
                        StorageException.class, () -> lost.put(lost.locate(rootfs.digest()), rootfs));
                assertThat(e.retryable()).isFalse();
                assertThat(e).hasMessageContaining("bucket");
            }
        }
    }

    private Rootfs rootfs(int sizeBytes, int seed) throws IOException {
        byte[] noise = new byte[sizeBytes];
        new Random(seed).nextBytes(noise);
        return Rootfs.read(Files.write(directory.resolve("fs-" + seed + ".tgz"), noise));
    }

    private HeadObjectResponse head(RootfsLocation place) {
        S3Address object = S3Address.of(place);
        return client.headObject(
                r -> r.bucket(object.bucket()).key(object.key()).checksumMode(ChecksumMode.ENABLED));
    }

    private Sha256 fetched(RootfsLocation place) {
        S3Address object = S3Address.of(place);
        return Sha256.of(client.getObjectAsBytes(r -> r.bucket(object.bucket()).key(object.key()))
                .asByteArray());
    }

    private long uploads() {
        return client.listMultipartUploads(r -> r.bucket(S3Server.BUCKET))
                .uploads()
                .size();
    }

    private static long uploadThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("ami-builder-upload"))
                .count();
    }

    private static String[] curl(URI link) {
        return new String[] {RealTools.CURL, "-fsS", "--noproxy", "*", link.toString()};
    }
}
