package io.amibuilder.userdata;

import java.nio.charset.StandardCharsets;

/**
 * One part of the container.
 *
 * @param name what it is called in reports
 * @param fileName what cloud-init calls it
 * @param contentType its MIME type
 * @param mergeType the value of its {@code Merge-Type} header, or empty
 * @param text its content, which arrives unchanged
 */
record MimePart(String name, String fileName, String contentType, String mergeType, String text) {
    /** Lists append, dictionaries merge, and of two single values the first one stays. */
    static final String MERGING = "list(append)+dict(no_replace,recurse_list)+str()";

    static MimePart of(String name, String fileName, PartKind kind, String text) {
        return new MimePart(name, fileName, kind.contentType(), "", text);
    }

    MimePart merging() {
        return new MimePart(name, fileName, contentType, MERGING, text);
    }

    /** Headers and content, up to the boundary that follows. */
    String encoded() {
        boolean quoted = QuotedPrintable.needed(text);
        StringBuilder part = new StringBuilder(text.length() + 200);
        part.append("Content-Type: ").append(contentType).append('\n');
        part.append("Content-Disposition: attachment; filename=\"")
                .append(fileName)
                .append("\"\n");
        if (!mergeType.isEmpty()) {
            part.append("Merge-Type: ").append(mergeType).append('\n');
        }
        if (quoted) {
            part.append("Content-Transfer-Encoding: quoted-printable\n");
        }
        return part.append('\n')
                .append(quoted ? QuotedPrintable.encode(text) : text)
                .append('\n') // belongs to the boundary that follows
                .toString();
    }

    int textBytes() {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
