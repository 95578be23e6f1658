package io.amibuilder.rootfs;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/**
 * The text of a name from the bytes that the file system keeps. {@link Path#toString()} decodes them by the locale of
 * the JVM, and so would give other names (or none) where a build server runs under {@code LANG=C}.
 */
final class FileName {
    private FileName() {}

    /** The name, path or link's text, which is UTF-8. */
    static String of(Path path) throws CharacterCodingException {
        String text = path.toString();
        boolean ascii = text.chars().allMatch(c -> c < 0x80);
        if (ascii || path.getFileSystem() != FileSystems.getDefault()) {
            return text;
        }
        // A file URI escapes the bytes one by one; it is the only public way to them
        String escaped = path.getFileSystem().getPath("/").resolve(path).toUri().getRawPath();
        if (escaped.endsWith("/") && !text.endsWith("/")) {
            escaped = escaped.substring(0, escaped.length() - 1); // added because there is such a directory
        }
        return unescaped(path.isAbsolute() ? escaped : escaped.substring(1));
    }

    private static String unescaped(String escaped) throws CharacterCodingException {
        ByteBuffer bytes = ByteBuffer.allocate(escaped.length());
        for (int at = 0; at < escaped.length(); at++) {
            if (escaped.charAt(at) == '%') {
                bytes.put((byte) Integer.parseInt(escaped, at + 1, at + 3, 16));
                at += 2;
            } else {
                bytes.put((byte) escaped.charAt(at));
            }
        }
        return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    }
}
