package io.amibuilder.rootfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is in a regular file, read only when the tree is packed. Implementations give the same bytes at every opening and
 * may be opened by several threads.
 */
public interface Content {
    /** How many bytes there are. */
    long sizeBytes();

    /**
     * The bytes from the first one; may be called any number of times.
     *
     * @throws IOException when they cannot be read
     */
    InputStream open() throws IOException;

    /** A copy of these bytes. */
    static Content of(byte[] bytes) {
        return new BytesContent(bytes.clone());
    }

    /** This text in UTF-8. */
    static Content of(String text) {
        return new BytesContent(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The bytes of a file as large as it is now. It must not change before the tree is packed; a change of its size is
     * noticed then.
     *
     * @throws UnreadableFileException when it cannot be read
     */
    static Content of(Path file) {
        try {
            return new FileContent(file, Files.size(file));
        } catch (IOException e) {
            throw new UnreadableFileException(file.toString(), e);
        }
    }
}
