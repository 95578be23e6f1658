package io.amibuilder.rootfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Content that stays in its file until it is packed. */
record FileContent(Path file, long sizeBytes) implements Content {
    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public String toString() {
        return sizeBytes + " bytes in " + file;
    }
}
