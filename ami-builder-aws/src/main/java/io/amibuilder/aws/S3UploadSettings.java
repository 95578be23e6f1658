package io.amibuilder.aws;

import java.time.Duration;

/**
 * How a store uploads.
 *
 * @param checksums whether S3 is sent a SHA-256 of each request's body, and asked for it
 * @param encryption how it is encrypted at rest
 * @param partBytes the size of a part of a multipart upload, as long as {@link #MAX_PARTS} of them suffice
 */
record S3UploadSettings(boolean checksums, S3Encryption encryption, long partBytes) {
    /** S3's limit for an object (S3 user guide, "Amazon S3 multipart upload limits"). */
    static final long MAX_BYTES = 5L * 1024 * 1024 * 1024 * 1024;

    static final int MAX_PARTS = 10_000;
    private static final long MIB = 1024L * 1024;
    /** Small enough that one that is lost is soon sent again and progress is told often; S3's least is 5 MiB. */
    static final long PART_BYTES = 8 * MIB;
    /** A gigabyte at a slow 10 Mbit/s takes a quarter of an hour; three attempts must fit. */
    static final Duration TIMEOUT = Duration.ofHours(1);

    /** The largest rootfs that is sent in one request, which S3 checks as a whole: what parts could not make faster. */
    long singleBytes() {
        return 2 * partBytes;
    }

    /** The size of each part but the last, of a rootfs of this size. */
    long partBytesOf(long sizeBytes) {
        long least = (sizeBytes + MAX_PARTS - 1) / MAX_PARTS;
        return least <= partBytes ? partBytes : (least + MIB - 1) / MIB * MIB;
    }
}
