package io.amibuilder.aws;

import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.storage.StorageException;

/** An object in S3. */
record S3Address(String bucket, String key) {
    private static final String SCHEME = "s3://";

    /** @throws StorageException when the location is not an object in S3 */
    static S3Address of(RootfsLocation location) {
        String uri = location.uri();
        int slash = uri.startsWith(SCHEME) ? uri.indexOf('/', SCHEME.length()) : -1;
        if (slash < 0 || location.isPrefix()) {
            throw new StorageException(location, false, "must be an object in S3, as in s3://bucket/key.tgz", null);
        }
        return new S3Address(uri.substring(SCHEME.length(), slash), uri.substring(slash + 1));
    }
}
