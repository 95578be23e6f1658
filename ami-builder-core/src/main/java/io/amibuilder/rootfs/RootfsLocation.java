package io.amibuilder.rootfs;

import java.util.regex.Pattern;

/**
 * Where a rootfs tarball is kept, or the prefix under which it will be: a text that ends in {@code /}, or an
 * {@code s3://bucket} without a key, is a prefix to which {@code <sha256>.tgz} is added, or
 * {@code <sha256>.tar.zst}; anything else is the exact place.
 *
 * @param uri as in {@code s3://bucket/key.tgz}, {@code s3://bucket/prefix/} or {@code file:///var/lib/store/}
 */
public record RootfsLocation(String uri) {
    // No quote, space, backslash or control character, so that it means the same in a shell, in YAML and in a URL
    private static final Pattern FORM =
            Pattern.compile("(s3|file|https?)://[A-Za-z0-9._:-]*(/[A-Za-z0-9._~!*()/+@=,:%-]*)?");
    private static final Pattern S3 = Pattern.compile("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?");

    /**
     * Checks the form.
     *
     * @param uri as in {@code s3://bucket/key.tgz}, {@code s3://bucket/prefix/} or {@code file:///var/lib/store/}
     * @throws IllegalArgumentException when it is malformed
     */
    public RootfsLocation {
        boolean s3 = uri.startsWith("s3:");
        if (!FORM.matcher(uri).matches() || (s3 && !S3.matcher(uri).matches())) {
            throw new IllegalArgumentException("a rootfs location must be s3://bucket/key or s3://bucket/prefix/ with a"
                    + " bucket of 3 to 63 lower-case letters, digits, dots and dashes, but was '" + uri + "'");
        }
        if (s3 && uri.indexOf('/', "s3://".length()) < 0) {
            uri = uri + "/";
        }
    }

    /** {@return whether this is a prefix, not yet a place} */
    public boolean isPrefix() {
        return uri.endsWith("/");
    }

    /**
     * {@return the place of a gzip'd rootfs with this digest: under this prefix, or this place itself}
     *
     * @param digest SHA-256 of the compressed tarball
     */
    public RootfsLocation resolve(Sha256 digest) {
        return resolve(digest, Compression.GZIP);
    }

    /**
     * {@return the place of this rootfs: under this prefix by its digest and compression, or this place itself}
     *
     * @param rootfs what is to be placed
     */
    public RootfsLocation resolve(Rootfs rootfs) {
        return resolve(rootfs.digest(), rootfs.compression());
    }

    private RootfsLocation resolve(Sha256 digest, Compression compression) {
        return isPrefix() ? new RootfsLocation(uri + digest + "." + compression.ending()) : this;
    }

    @Override
    public String toString() {
        return uri;
    }
}
