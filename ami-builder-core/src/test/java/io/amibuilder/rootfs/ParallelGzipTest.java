package io.amibuilder.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amibuilder.RealTools;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelGzipTest {
    private static final int BLOCK = DeflateBlock.SIZE_BYTES;

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 8})
    void theNumberOfThreadsChangesNoByte(int threads) throws IOException {
        for (int seed = 0; seed < 8; seed++) {
            byte[] mixed = mixed(new Random(seed), 24);
            assertThat(packed(mixed, threads)).as("seed %d", seed).isEqualTo(packed(mixed, 1));
        }
    }

    @Test
    void whatWasWrittenComesOutWhereverABlockEnds() throws IOException {
        byte[] mixed = mixed(new Random(3), 4);
        for (int length : new int[] {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK + 7}) {
            byte[] some = Arrays.copyOf(mixed, length);
            assertThat(unpacked(packed(some, 2))).as("%d bytes", length).isEqualTo(some);
        }
    }

    @Test
    void noiseIsStoredEvenAtTheEnd() throws IOException {
        byte[] noise = new byte[5 * BLOCK];
        new Random(1).nextBytes(noise);

        byte[] gzip = packed(noise, 2);

        assertThat(gzip).hasSize(10 + 5 * (BLOCK + 3 * 5) + 8); // each block in three stored ones
        assertThat(unpacked(gzip)).isEqualTo(noise);
    }

    @Test
    void blocksAreHardlyLargerThanOneStream() throws IOException {
        byte[] text = text(new Random(1), 16 * BLOCK);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(whole)) {
            gzip.write(text);
        }
        assertThat(packed(text, 2).length).isLessThan(whole.size() + whole.size() / 50);
    }

    @Test
    void realGzipReadsIt(@TempDir Path directory) throws Exception {
        RealTools.require("gzip", "sha256sum", "sh");
        byte[] mixed = mixed(new Random(5), 20);
        Files.write(directory.resolve("a.gz"), packed(mixed, 2));

        RealTools.run(directory, "gzip", "-tv", "a.gz");
        assertThat(RealTools.run(directory, "sh", "-c", "gzip -dc a.gz | sha256sum"))
                .isEqualTo(Sha256.of(mixed) + "  -\n");
    }

    @Test
    void aFailureOnAnotherThreadIsTold() throws IOException {
        ParallelGzip gzip = new ParallelGzip(OutputStream.nullOutputStream(), new Threads(0));
        gzip.close(); // its deflaters are freed now

        assertThatThrownBy(() -> gzip.write(text(new Random(1), 8 * BLOCK)))
                .isInstanceOf(PackingFailedException.class)
                .hasMessageStartingWith("a block of the rootfs could not be compressed: ")
                .hasCauseInstanceOf(RuntimeException.class); // which one depends on the JDK
    }

    /** Text, noise, zeros and mixtures, in stretches that end anywhere. */
    private static byte[] mixed(Random random, int blocks) {
        ByteArrayOutputStream mixed = new ByteArrayOutputStream();
        while (mixed.size() < blocks * BLOCK) {
            int length = 1 + random.nextInt(2 * BLOCK);
            byte[] stretch = random.nextBoolean() ? text(random, length) : new byte[length];
            if (random.nextBoolean()) {
                random.nextBytes(stretch);
            }
            mixed.writeBytes(stretch);
        }
        return mixed.toByteArray();
    }

    private static byte[] text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(Integer.toString(random.nextInt(5000), 36)).append(random.nextInt(9) == 0 ? '\n' : ' ');
        }
        return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] packed(byte[] bytes, int count) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (Threads threads = new Threads(count);
                OutputStream gzip = new ParallelGzip(packed, threads)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] unpacked(byte[] gzip) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes();
    }
}
