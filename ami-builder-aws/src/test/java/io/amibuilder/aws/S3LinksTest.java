package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.rootfs.RootfsLocation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class S3LinksTest {
    private static final RootfsLocation PLACE = new RootfsLocation("s3://bucket/fs.tgz");
    private static final Instant END = Instant.parse("2026-01-01T02:00:00Z");

    @Test
    void aLinkThatEndsWithItsTemporaryCredentialsIsWarnedOf() {
        assertThat(S3Links.shortened(PLACE, END, Optional.of(END.minusSeconds(60))))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith(
                                "a link to s3://bucket/fs.tgz is to be valid until 2026-01-01T02:00:00Z, but ends at"
                                        + " 2026-01-01T01:59:00Z with the temporary credentials"));
    }

    @Test
    void aLinkThatTheCredentialsOutliveIsNotWarnedOf() {
        assertThat(S3Links.shortened(PLACE, END, Optional.of(END))).isEmpty();
        assertThat(S3Links.shortened(PLACE, END, Optional.empty())).isEmpty();
    }

    @Test
    void theEndOfTheCredentialsIsWhatTheyTell() {
        assertThat(connection(AwsServer.CREDENTIALS).credentialsEnd()).isEmpty();
        AwsCredentialsProvider temporary = StaticCredentialsProvider.create(AwsSessionCredentials.builder()
                .accessKeyId("AKIDEXAMPLE")
                .secretAccessKey("not-a-secret")
                .sessionToken("token")
                .expirationTime(END)
                .build());
        assertThat(connection(temporary).credentialsEnd()).contains(END);
        S3Links links = new S3Links(connection(temporary));
        assertThat(links.get(PLACE, Duration.ofHours(1)).getQuery()).contains("X-Amz-Security-Token=token");
    }

    private static S3Connection connection(AwsCredentialsProvider credentials) {
        return new S3Connection(
                Optional.of("eu-west-1"),
                Optional.empty(),
                Optional.of(credentials),
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
