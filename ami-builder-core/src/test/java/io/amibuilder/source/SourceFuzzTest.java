package io.amibuilder.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.amibuilder.error.AmiBuilderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;

/** The seeds in a normal build; guided by coverage in the profile "thorough". */
class SourceFuzzTest {
    @TempDir
    private static Path directory;

    /** The first line is ami.env, where {@code ;} ends a line; the rest is a part. */
    @FuzzTest(maxDuration = "30s")
    void aSourceIsReadOrRefusedWithAReason(byte[] data) throws IOException {
        int line = 0;
        while (line < data.length && data[line] != '\n') {
            line++;
        }
        byte[] metadata = Arrays.copyOf(data, line);
        for (int i = 0; i < line; i++) {
            metadata[i] = metadata[i] == ';' ? (byte) '\n' : metadata[i];
        }
        Files.createDirectories(directory.resolve("cloudinit"));
        Files.write(directory.resolve("ami.env"), metadata);
        Files.write(
                directory.resolve("cloudinit/10_a.cfg"),
                Arrays.copyOfRange(data, Math.min(line + 1, data.length), data.length));
        try {
            assertThat(AmiSource.read(directory).parts()).isNotNull();
        } catch (AmiBuilderException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
