package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuickstartTest {
    @TempDir
    Path directory;

    @Test
    void aSimulatedBakeSaysThatItIsSimulatedAndLeavesFilesToLookAt() {
        Path out = directory.resolve("out");
        Run run = Run.of(
                Quickstart::run, Map.of(), "--source", Repository.JENKINS_AGENT.toString(), "--out", out.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("The cloud is simulated: no machine is booted", "Time is virtual")
                .contains("the instance said 'succeeded'", "Done: image ami-")
                .contains("gzip -dc " + out.resolve("userdata.gz") + " | head");
        assertThat(out.resolve("userdata.gz")).isNotEmptyFile();
        assertThat(out.resolve("vars.env")).content().contains("FSSHA256=");
        assertThat(out.resolve("manifest.json")).content().contains("\"carried\": \"inline\"");
        assertThat(out.resolve("events.log")).content().contains("+00:00:00 building jenkins-agent 1.0.0");
        assertThat(out.resolve("timeline.html"))
                .content()
                .contains("jenkins-agent 1.0.0", "image ready", "User-data", "install.sh");
    }

    @ParameterizedTest
    @CsvSource({
        "console,jenkins-agent 1.0.0  image ami-00000000000000002 named",
        "json,'\"event\":\"succeeded\",\"buildId\"'"
    })
    void progressIsShownInOtherWaysToo(String kind, String said) {
        Run run = Run.of(
                Quickstart::run,
                Map.of(),
                "--progress",
                kind,
                "--source",
                Repository.JENKINS_AGENT.toString(),
                "--out",
                directory.toString());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains(said).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    void everyProgramExplainsItselfWhenAsked(String option) {
        requireUsage("Quickstart", Run.of(Quickstart::run, Map.of(), option));
        requireUsage("CompileUserdata", Run.of(CompileUserdata::run, Map.of(), option));
        requireUsage("BuildAmi", Run.of(BuildAmi::run, Map.of(), option));
    }

    private static void requireUsage(String program, Run run) {
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("usage: " + program + " ");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aLargeRootfsIsStoredInTheSimulatedCloud() {
        Run run = Run.of(
                Quickstart::run,
                CompileUserdataTest.environment(),
                "--source",
                Repository.WEB_SERVER.toString(),
                "--out",
                directory.toString());

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("bytes of rootfs at s3://simulated-bucket/", "began step checksum");
    }

    @ParameterizedTest
    @CsvSource({
        "--provider azure,'--provider must be simulated, local or aws'",
        "--source,--source needs a value",
        "--subnet subnet-1,--subnet can be given only with --provider aws",
        "--base a --test true,'--base, --test can be given only with --provider local'",
        "--provider local,there is no base image /no/such/home/.cache/ami-builder/vm/debian-12.qcow2; give another one by",
        "--progress loud,'--progress must be explained, console or json, but was ''loud'''",
        "bake,'''bake'' is not understood'",
        "--loud,'''--loud'' is not understood'",
        "--out pom.xml,'--out must be a directory, but ''pom.xml'' is a file'",
        "--provider aws --storage bucket,--storage: must be s3://bucket/key",
        "--provider aws --storage s3://UPPER/,--storage: a rootfs location must be s3://bucket/key"
    })
    void wrongUsageIsExplained(String arguments, String message) {
        Run run = Run.of(
                Quickstart::run,
                Map.of("HOME", "/no/such/home"),
                (arguments + " --source " + Repository.JENKINS_AGENT).split(" "));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith(message).contains("usage: Quickstart");
    }
}
