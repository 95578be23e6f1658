package io.amibuilder.merge;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file that {@code write_files} writes. Immutable.
 *
 * @param path absolute and normalised
 * @param content decoded
 * @param mode the permission bits that cloud-init sets, at most 07777; before 25.3 it then loses setuid and setgid to the
 *     change of the owner
 * @param owner as written; {@code root:root} when nothing is
 * @param appends whether the content goes to the end of what the image has there
 * @param deferred whether it is written at the end of the boot, when packages and users are there (21.4 and later; earlier
 *     versions write it with the others)
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, and compared by what is in it
public record WrittenFile(String path, byte[] content, int mode, String owner, boolean appends, boolean deferred) {
    /**
     * Copies the content.
     *
     * @param path absolute and normalised
     * @param content decoded
     * @param mode the permission bits that cloud-init sets, at most 07777; before 25.3 it then loses setuid and setgid to
     *     the change of the owner
     * @param owner as written; {@code root:root} when nothing is
     * @param appends whether the content goes to the end of what the image has there
     * @param deferred whether it is written at the end of the boot, when packages and users are there (21.4 and later;
     *     earlier versions write it with the others)
     */
    public WrittenFile {
        content = content.clone();
    }

    /** {@return a copy of the content} */
    @Override
    public byte[] content() {
        return content.clone();
    }

    /** {@return the content as UTF-8 text} */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WrittenFile that
                && path.equals(that.path)
                && Arrays.equals(content, that.content)
                && mode == that.mode
                && owner.equals(that.owner)
                && appends == that.appends
                && deferred == that.deferred;
    }

    @Override
    public int hashCode() {
        return path.hashCode() * 31 + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "%s %04o %s, %d bytes%s%s"
                .formatted(
                        path, mode, owner, content.length, appends ? ", appended" : "", deferred ? ", deferred" : "");
    }
}
