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
    /** {@return how many bytes there are} */
    long sizeBytes();

    /**
     * {@return the bytes from the first one; may be called any number of times}
     *
     * @throws IOException when they cannot be read
     */
    InputStream open() throws IOException;

    /**
     * {@return content that is a copy of these bytes}
     *
     * @param bytes all of them; may be changed afterwards
     */
    static Content of(byte[] bytes) {
        return new BytesContent(bytes.clone());
    }

    /**
     * {@return content that is this text in UTF-8}
     *
     * @param text the whole text
     */
    static Content of(String text) {
        return new BytesContent(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * {@return content that is the bytes of a file as large as it is now} It must not change before the tree is packed;
     * a change of its size is noticed then.
     *
     * @param file a regular file
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
