package io.amibuilder.userdata;

import io.amibuilder.rootfs.Sha256;
import java.util.ArrayList;
import java.util.List;

/** The multipart container: pure ASCII, the same bytes for the same parts. */
final class Container {
    /** Stands for the nonce in our scripts until the content is complete, from which the nonce is derived. */
    static final String NONCE = "__NONCE__";

    private static final int NONCE_DIGITS = 16;

    private final List<MimePart> parts;
    private final List<String> encoded;
    private final String text;
    private final byte[] gzip;

    Container(List<MimePart> parts) {
        this.parts = List.copyOf(parts);
        this.encoded = parts.stream().map(MimePart::encoded).toList();
        String boundary = boundary(encoded);
        StringBuilder content = new StringBuilder("Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\n\n");
        encoded.forEach(
                part -> content.append("--").append(boundary).append('\n').append(part));
        this.text = named(content.append("--").append(boundary).append("--\n").toString());
        this.gzip = Gzip.compress(LiteralStretches.of(text));
    }

    private static String boundary(List<String> encoded) {
        for (int i = 0; ; i++) {
            String candidate = "ami-builder-" + i;
            if (encoded.stream().noneMatch(part -> part.contains(candidate))) {
                return candidate;
            }
        }
    }

    String text() {
        return text;
    }

    byte[] gzip() {
        return gzip.clone();
    }

    int sizeBytes() {
        return gzip.length;
    }

    /** How large the parts are; their shares add up to the whole. */
    List<PartSize> sizes() {
        List<Long> packed = Gzip.packedUpToEach(encoded);
        long all = packed.get(packed.size() - 1);
        List<PartSize> sizes = new ArrayList<>();
        int before = 0;
        for (int i = 0; i < parts.size(); i++) {
            int after = (int) (gzip.length * packed.get(i) / all);
            sizes.add(new PartSize(parts.get(i).name(), parts.get(i).textBytes(), after - before));
            before = after;
        }
        return sizes;
    }

    /** The content behind the header, with the nonce that is derived from it. */
    private static String named(String content) {
        String nonce = Sha256.of(content).hex().substring(0, NONCE_DIGITS);
        int place = content.indexOf(NONCE); // the first one is ours, because the supervisor is the first part
        return ContainerHeader.write(nonce)
                + (place < 0
                        ? content
                        : content.substring(0, place) + nonce + content.substring(place + NONCE.length()));
    }
}
