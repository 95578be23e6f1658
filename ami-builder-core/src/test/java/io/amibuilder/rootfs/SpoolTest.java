package io.amibuilder.rootfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpoolTest {
    private static final Sha256 OF_THE_TAR = Sha256.of(new byte[0]);

    private final Spool spool = new Spool(Compression.GZIP);

    @Test
    void whatFitsIntoMemoryStaysThere() throws IOException {
        byte[] all = new byte[Spool.MAX_MEMORY_BYTES];
        spool.write(all, 0, all.length);

        assertThat(taken()).isInstanceOf(RootfsInMemory.class);
    }

    @Test
    void oneByteMoreGoesToAFileWithAllThatCameBefore() throws IOException {
        byte[] all = new byte[Spool.MAX_MEMORY_BYTES];
        all[7] = 1;
        spool.write(all, 0, all.length);
        spool.write('x');

        try (Rootfs rootfs = taken()) {
            assertThat(rootfs).isInstanceOf(RootfsInFile.class);
            assertThat(rootfs.sizeBytes()).isEqualTo(all.length + 1L);
            assertThat(rootfs.bytes()).startsWith(all).endsWith('x');
            assertThat(rootfs.digest()).isEqualTo(Sha256.of(rootfs.bytes()));
        }
    }

    private Rootfs taken() throws IOException {
        spool.close();
        return spool.rootfs(OF_THE_TAR, List.of());
    }
}
