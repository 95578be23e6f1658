package io.amibuilder.userdata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The head of our container, by which user-data is known as ours. */
final class ContainerHeader {
    private static final int SEARCHED_BYTES = 4096; // where cloud-init itself looks for "MIME-Version:"
    private static final Pattern NONCE =
            Pattern.compile("\\AMIME-Version: 1\\.0\nX-Ami-Builder: v=1; nonce=([0-9a-f]{16})\n");

    private ContainerHeader() {}

    static String write(String nonce) {
        return "MIME-Version: 1.0\nX-Ami-Builder: v=1; nonce=" + nonce + "\n";
    }

    static Optional<String> nonce(byte[] gzip) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            String head = new String(in.readNBytes(SEARCHED_BYTES), StandardCharsets.US_ASCII);
            Matcher matcher = NONCE.matcher(head);
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // not gzip: somebody else's user-data
        }
    }
}
