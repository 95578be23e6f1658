package io.amibuilder.rootfs;

/**
 * How a rootfs that is not inside the user-data is compressed. A tree of at most 1 MiB is always packed with gzip, because
 * it may travel inside.
 */
public enum Compression {
    /** Gzip about as small as {@code gzip -6}, which every base image reads. */
    GZIP("tgz", "application/gzip"),

    /**
     * Zstandard (RFC 8878) at level 3: several times as fast as gzip, and smaller. The base image needs the program
     * {@code zstd}, without which the step {@code zstd} fails; the build host needs {@code com.github.luben:zstd-jni} on its
     * class path, or on its module path with {@code --add-modules com.github.luben.zstd_jni}.
     */
    ZSTANDARD("tar.zst", "application/zstd");

    private final String ending;
    private final String mediaType;

    Compression(String ending, String mediaType) {
        this.ending = ending;
        this.mediaType = mediaType;
    }

    /** {@return the end of a file's name, without the dot, as in {@code tgz}} */
    public String ending() {
        return ending;
    }

    /** {@return the media type, as HTTP names it} */
    public String mediaType() {
        return mediaType;
    }

    /** By the first bytes of a file: Zstandard's magic number is 0xFD2FB528, little-endian (RFC 8878, 3.1.1). */
    static Compression of(byte[] beginning) {
        boolean zstandard = beginning.length >= 4
                && (beginning[0] & 0xff) == 0x28
                && (beginning[1] & 0xff) == 0xb5
                && (beginning[2] & 0xff) == 0x2f
                && (beginning[3] & 0xff) == 0xfd;
        return zstandard ? ZSTANDARD : GZIP;
    }
}
