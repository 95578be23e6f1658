package io.amibuilder.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootfsLocationTest {
    private static final Sha256 DIGEST = Sha256.of("x");

    @Test
    void aPrefixGetsTheDigestForAName() {
        assertThat(new RootfsLocation("s3://bucket/ami/").resolve(DIGEST).uri())
                .isEqualTo("s3://bucket/ami/" + DIGEST + ".tgz");
    }

    @Test
    void aBucketAloneIsAPrefix() {
        assertThat(new RootfsLocation("s3://bucket").resolve(DIGEST).uri()).isEqualTo("s3://bucket/" + DIGEST + ".tgz");
    }

    @Test
    void anExactPlaceStaysWhatItIs() {
        assertThat(new RootfsLocation("s3://bucket/fs.tgz").resolve(DIGEST).uri())
                .isEqualTo("s3://bucket/fs.tgz");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bucket/key",
                "s3://",
                "s3:///key",
                "s3://Bucket/key",
                "s3://b/key",
                "s3://bucket/a b",
                "s3://bucket/a'b",
                "s3://bucket/a\"b",
                "s3://bucket/$(id)",
                "s3://bucket/a\nb",
                "ftp://host/key"
            })
    void aMalformedPlaceIsRefused(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RootfsLocation(uri))
                .withMessage("a rootfs location must be s3://bucket/key or s3://bucket/prefix/ with a bucket of 3 to 63"
                        + " lower-case letters, digits, dots and dashes, but was '" + uri + "'");
    }
}
