package io.amibuilder.examples.guide;

import io.amibuilder.AmiBuild;
import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.aws.S3ArtifactStore;
import io.amibuilder.aws.S3Encryption;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.source.AmiSource;

/** "Storing the rootfs in S3" in docs/aws.md. */
final class StoringGuide {
    private StoringGuide() {}

    static AmiBuild build(AmiSource source, AwsCloudProvider provider) {
        // begins
        S3ArtifactStore store = S3ArtifactStore.builder("s3://my-bucket/ami/")
                .region("eu-west-1")
                .encryption(S3Encryption.kms("alias/amis").bucketKey(true))
                .build();
        AmiBuild build = AmiBuild.builder()
                .source(source)
                .name("web")
                .version("1.0")
                .baseImage(BaseImage.name("linux-base"))
                .provider(provider)
                .storage(store)
                .deleteStored(true)
                .build();
        // ends
        return build;
    }
}
