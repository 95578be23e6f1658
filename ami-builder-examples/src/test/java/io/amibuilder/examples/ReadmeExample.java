package io.amibuilder.examples;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiResult;
import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.aws.S3ArtifactStore;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.event.BuildListener;
import io.amibuilder.wait.WaitPolicy;
import java.nio.file.Path;
import java.time.Duration;

/** The README's example, so that the compiler reads it too. */
final class ReadmeExample {
    private ReadmeExample() {}

    static void run() {
        // README begins
        AmiResult image = AmiBuild.builder()
                .source(Path.of("jenkins-agent"))
                .version("1.4.0")
                .baseImage(BaseImage.nameTag("our-base"))
                .provider(AwsCloudProvider.builder().region("eu-west-1").build())
                .storage(S3ArtifactStore.at("s3://my-bucket/ami/"))
                .imageWait(WaitPolicy.atMost(Duration.ofMinutes(60)))
                .tag("team", "platform")
                .listener(BuildListener.printing(System.err))
                .build()
                .run();
        System.out.println(image.imageName() + " is " + image.image());
        // README ends
    }
}
