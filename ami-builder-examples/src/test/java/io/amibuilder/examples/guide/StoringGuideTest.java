package io.amibuilder.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiResult;
import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.aws.S3ArtifactStore;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.event.BuildEvent;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.RecordingListener;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.userdata.Fetch;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class StoringGuideTest {
    private static final StaticCredentialsProvider NOBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "not-a-secret"));

    @Test
    void theRootfsIsStoredFetchedAndRemoved() {
        RecordingListener heard = new RecordingListener();
        try (Ec2Server server = new Ec2Server();
                AwsCloudProvider provider = AwsCloudProvider.builder()
                        .region("eu-west-1")
                        .endpoint(server.uri())
                        .credentials(NOBODY)
                        .build();
                S3ArtifactStore store = S3ArtifactStore.builder("s3://my-bucket/ami/")
                        .region("eu-west-1")
                        .endpoint(server.uri())
                        .credentials(NOBODY)
                        .pathStyle(true)
                        .build()) {
            AmiBuild build = StoringGuide.build(source(), provider).toBuilder()
                    .storage(store) // the same place, on the loopback
                    .compileOptions(CompileOptions.defaults()
                            .fetch(Fetch.awsCli("eu-west-1"))) // which the simulated instance follows
                    .time(server.time())
                    .listener(heard)
                    .build();

            AmiResult result = build.run();

            assertThat(result.proved()).isTrue();
            BuildEvent.RootfsStored stored =
                    heard.events(BuildEvent.RootfsStored.class).get(0);
            assertThat(stored.uploaded()).isTrue();
            assertThat(stored.location().uri()).startsWith("s3://my-bucket/ami/");
            assertThat(heard.events(BuildEvent.RootfsDeleted.class)).hasSize(1);
            assertThat(server.stored(stored.location().uri())).isEmpty();
        }
    }

    private static AmiSource source() {
        byte[] noise = new byte[40_000];
        new Random(1).nextBytes(noise);
        return AmiSource.builder()
                .part("50_hello.sh", "#!/bin/sh\ntrue\n")
                .fs(FileTree.builder().file("/opt/data.bin", noise, 0644).build())
                .build();
    }
}
