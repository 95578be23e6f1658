package io.amibuilder.userdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.amibuilder.rootfs.Compression;
import io.amibuilder.rootfs.RootfsLocation;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompileOptionsTest {
    @Test
    void everyOptionIsKeptWhenTheOthersAreSet() {
        RootfsLocation location = new RootfsLocation("s3://bucket/ami/");
        assertThat(CompileOptions.defaults()
                        .rootfsLocation(location)
                        .fetch(Fetch.awsCli("eu-central-1"))
                        .deadMan(Duration.ofMinutes(5))
                        .keepHostKeys(true)
                        .keepAuthorizedKeys(true)
                        .keepLogs(true)
                        .failFastRuncmd(false)
                        .report(true)
                        .compression(Compression.ZSTANDARD))
                .isEqualTo(new CompileOptions(
                        Optional.of(location),
                        Fetch.awsCli("eu-central-1"),
                        Duration.ofMinutes(5),
                        true,
                        true,
                        true,
                        false,
                        true,
                        Compression.ZSTANDARD));
    }

    @Test
    void theDeadManLimitIsOneSecondToThirtyDays() {
        CompileOptions options = CompileOptions.defaults();
        assertThat(options.deadMan(Duration.ofSeconds(1)).deadMan()).hasSeconds(1);
        assertThat(options.deadMan(Duration.ofDays(30)).deadMan()).hasDays(30);
        assertThatIllegalArgumentException().isThrownBy(() -> options.deadMan(Duration.ofMillis(999)));
        assertThatIllegalArgumentException().isThrownBy(() -> options.deadMan(Duration.ofDays(31)));
    }
}
