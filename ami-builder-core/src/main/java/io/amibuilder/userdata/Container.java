package io.amibuilder.userdata;

import io.amibuilder.rootfs.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The multipart container: pure ASCII, the same bytes for the same parts. */
final class Container {
    /** Stands for the nonce in our scripts until the content is complete, from which the nonce is derived. */
    static final String NONCE = "__NONCE__";

    private static final int NONCE_DIGITS = 16;

    private final List<MimePart> parts;
    private final String boundary;

    Container(List<MimePart> parts) {
        this.parts = List.copyOf(parts);
        List<String> encoded = parts.stream().map(MimePart::encoded).toList();
        this.boundary = boundary(encoded);
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
        return text(parts.size());
    }

    byte[] gzip() {
        return gzip(parts.size());
    }

    /** How large the parts are; their shares add up to the whole. */
    List<PartSize> sizes() {
        List<PartSize> sizes = new ArrayList<>();
        int before = 0;
        for (int i = 0; i < parts.size(); i++) {
            int after = gzip(i + 1).length;
            sizes.add(new PartSize(parts.get(i).name(), parts.get(i).textBytes(), after - before));
            before = after;
        }
        return sizes;
    }

    private byte[] gzip(int count) {
        return Gzip.compress(LiteralStretches.of(text(count)));
    }

    private String text(int count) {
        String content = "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\n\n"
                + parts.stream()
                        .limit(count)
                        .map(part -> "--" + boundary + "\n" + part.encoded())
                        .collect(Collectors.joining())
                + "--" + boundary + "--\n";
        String nonce = Sha256.of(content).hex().substring(0, NONCE_DIGITS);
        int place = content.indexOf(NONCE); // the first one is ours, because the supervisor is the first part
        return ContainerHeader.write(nonce)
                + (place < 0
                        ? content
                        : content.substring(0, place) + nonce + content.substring(place + NONCE.length()));
    }
}
