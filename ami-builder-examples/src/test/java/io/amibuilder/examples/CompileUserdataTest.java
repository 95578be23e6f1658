package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileUserdataTest {
    @TempDir
    Path directory;

    @Test
    void wrongArgumentsAndSettingsAreToldTogether() {
        Run run = Run.of(CompileUserdata::run, Map.of("S3URL", "s3://UPPER/x", "AWSREGION", "eu west"), "only-one");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains("two arguments are needed, SOURCE and TARGET, but given were [only-one]")
                .contains("AWSREGION: a region must be")
                .contains("S3URL: a rootfs location must be s3://bucket/key")
                .contains("usage: CompileUserdata SOURCE TARGET");
    }

    @Test
    void aMissingSourceIsOneMessage() {
        Run run = Run.of(CompileUserdata::run, Map.of(), "/no/such/source", directory.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("failed: '/no/such/source'").doesNotContain("\tat ");
    }

    @Test
    void aTargetThatCannotBeWrittenIsOneMessage() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Run run = Run.of(CompileUserdata::run, Map.of(), Repository.JENKINS_AGENT.toString(), file + "/target");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("failed: writing the compiled user-data to")
                .doesNotContain("\tat ");
    }

    @Test
    void warningsOfTheSourceAreTold() throws IOException {
        Path source = directory.resolve("source");
        Files.createDirectories(source.resolve("cloudinit"));
        Files.writeString(source.resolve("cloudinit/hello.sh"), "#!/bin/sh\necho hello\n");

        Run run = Run.of(
                CompileUserdata::run,
                Map.of(),
                source.toString(),
                directory.resolve("out").toString());

        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("warning: ").contains("hello.sh");
    }

    @Test
    void aLargeRootfsNeedsAPlace() {
        Run run = Run.of(CompileUserdata::run, environment(), Repository.WEB_SERVER.toString(), directory.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("usr/share/nginx/html/products.json").doesNotContain("\tat ");
    }

    static Map<String, String> environment() {
        RealTools.require("awk", "grep");
        return Map.of("PATH", System.getenv("PATH"));
    }
}
