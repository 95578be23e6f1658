package io.amibuilder.merge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** The content of a file: cc_write_files.py, canonicalize_extraction and extract_contents. */
final class FileContent {
    private FileContent() {}

    /** @throws PartDroppedException when cloud-init fails on it */
    static byte[] decode(@Nullable Object content, @Nullable Object encoding) {
        String name = encoding == null
                ? ""
                : encoding.toString().toLowerCase(Locale.ROOT).strip();
        return switch (name) {
            case "gz", "gzip" -> gunzip(bytes(content));
            case "gz+base64", "gzip+base64", "gz+b64", "gzip+b64" -> gunzip(LenientBase64.decode(text(content)));
            case "b64", "base64" -> LenientBase64.decode(text(content));
            default -> bytes(content); // unknown ones only give a warning
        };
    }

    private static String text(@Nullable Object content) {
        return new String(bytes(content), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(@Nullable Object content) {
        if (content instanceof byte[] bytes) {
            return bytes;
        } else if (content instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        throw new PartDroppedException("content must be a string");
    }

    private static byte[] gunzip(byte[] packed) {
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        try (GzipCompressorInputStream in = GzipCompressorInputStream.builder()
                .setByteArray(packed)
                .setDecompressConcatenated(true)
                .get()) {
            in.transferTo(unpacked);
        } catch (IOException e) {
            throw new PartDroppedException("content is not gzip: " + e.getMessage());
        }
        return unpacked.toByteArray();
    }
}
