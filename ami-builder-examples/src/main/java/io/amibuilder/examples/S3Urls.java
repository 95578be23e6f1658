package io.amibuilder.examples;

import io.amibuilder.rootfs.RootfsLocation;

/** Places in S3, of all the places that a rootfs may have. */
final class S3Urls {
    private S3Urls() {}

    static RootfsLocation parse(String url) {
        if (!url.startsWith("s3://")) {
            throw new IllegalArgumentException("must be s3://bucket/key or s3://bucket/prefix/, but was '" + url + "'");
        }
        return new RootfsLocation(url);
    }
}
