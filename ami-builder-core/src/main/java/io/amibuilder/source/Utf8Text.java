package io.amibuilder.source;

import io.amibuilder.rootfs.Content;
import io.amibuilder.rootfs.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Text from bytes that must be UTF-8. */
final class Utf8Text {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Utf8Text() {}

    static byte[] bytes(String file, Content content) {
        try (InputStream in = content.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UnreadableFileException(file, e);
        }
    }

    static String of(String file, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length); // UTF-8 never has fewer bytes than UTF-16 has units
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw bad(file, bytes, in.position(), "byte 0x%02x".formatted(bytes[in.position()]));
        }
        String text = out.flip().toString();
        if (text.startsWith(BYTE_ORDER_MARK)) {
            throw bad(file, bytes, 0, "a byte order mark");
        }
        return text;
    }

    private static SourceEncodingException bad(String file, byte[] bytes, int offset, String found) {
        int line = 1;
        for (int at = 0; at < offset; at++) {
            line += bytes[at] == '\n' ? 1 : 0;
        }
        return new SourceEncodingException(file, offset, line, found);
    }
}
