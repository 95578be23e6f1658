package io.amibuilder.rootfs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompressionTest {
    private static final byte[] MAGIC = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    @Test
    void zstandardIsKnownByItsFirstFourBytes() {
        assertThat(Compression.of(MAGIC)).isEqualTo(Compression.ZSTANDARD);
        assertThat(Compression.of(new byte[] {0x28, (byte) 0xb5, 0x2f})).isEqualTo(Compression.GZIP);
    }

    @Test
    void whatDiffersInOneOfThemIsTakenForGzip() {
        for (int at = 0; at < MAGIC.length; at++) {
            byte[] other = MAGIC.clone();
            other[at]++;
            assertThat(Compression.of(other)).as("byte %d", at).isEqualTo(Compression.GZIP);
        }
    }

    @Test
    void eachHasTheNamesByWhichFilesAndHttpKnowIt() {
        assertThat(Compression.GZIP.ending()).isEqualTo("tgz");
        assertThat(Compression.GZIP.mediaType()).isEqualTo("application/gzip");
        assertThat(Compression.ZSTANDARD.ending()).isEqualTo("tar.zst");
        assertThat(Compression.ZSTANDARD.mediaType()).isEqualTo("application/zstd");
    }
}
