package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.CompiledAmi;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.source.AmiSource;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.userdata.Fetch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample sources, as the real tools see them. */
class ExampleSourcesTest {
    @TempDir
    Path directory;

    @Test
    void theJenkinsAgentTravelsInsideTheUserdata() {
        try (CompiledAmi compiled = compiled("jenkins-agent")) {
            assertThat(compiled.rootfs()).isEmpty();
            assertThat(compiled.files())
                    .extracting(file -> file.path())
                    .contains("etc/cloud/cloud.cfg.d/90_no-package-updates.cfg", "var/local/install.sh");
        }
    }

    @Test
    void theWebServerIsTooLargeForThat() {
        RealTools.require("awk", "grep");
        try (CompiledAmi compiled = compiled("web-server")) {
            assertThat(compiled.rootfs()).isPresent();
            assertThat(compiled.variables()).containsEntry("CATALOGUE_PRODUCTS", "1000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jenkins-agent", "web-server"})
    void theExamplesHaveNothingToWarnOf(String name) {
        RealTools.require("awk", "grep");
        try (AmiSource source = AmiSource.read(Repository.MODULE.resolve("ami").resolve(name))) {
            assertThat(source.warnings()).isEmpty();
            assertThat(source.metadata()).containsKeys("NAME", "VERSION", "BASE");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jenkins-agent,amazon,java-17-amazon-corretto-headless",
        "jenkins-agent,debian,openjdk-17-jre-headless",
        "web-server,amazon,nginx"
    })
    void cloudInitRecognisesEveryPartWithoutAWarning(String name, String distro, String wanted) throws Exception {
        RealTools.require("awk", "grep");
        RealTools.requireCloudInit();
        try (CompiledAmi compiled = compiled(name)) {
            compiled.writeTo(directory);
        }
        String found = probe(distro);

        assertThat(found).contains("\"complaints\": []");
        assertThat(list(found, "boothooks")).hasSize(1);
        assertThat(list(found, "scripts"))
                .hasSize(3)
                .anyMatch(script -> script.endsWith("51_rootfs"))
                .anyMatch(script -> script.endsWith("60_services.sh"));
        assertThat(list(found, "parts"))
                .as("hook, scripts and one cloud-config")
                .hasSize(5);
        assertThat(list(found, "packages")).contains(wanted);
    }

    @Test
    void theProbeNoticesWhatCloudInitDrops() throws Exception {
        RealTools.requireCloudInit();
        Files.writeString(directory.resolve("userdata.gz"), "no first line that it knows\n");
        assertThat(probe("debian")).contains("Unhandled");
    }

    @Test
    void theShellScriptsAreSound() throws Exception {
        RealTools.require("sh", "shellcheck");
        for (Path script : scripts()) {
            RealTools.run(directory, "sh", "-n", script.toString());
            RealTools.run(directory, "shellcheck", script.toString());
            assertThat(script).isExecutable();
        }
    }

    @Test
    void systemdUnderstandsTheUnits() throws Exception {
        RealTools.require("systemd-analyze");
        Path units = Repository.JENKINS_AGENT.resolve("fs/etc/systemd/system");
        // what they start is not on this machine
        String key =
                Files.readString(units.resolve("jenkins-ssh-key.service")).replaceAll("=/usr/local\\S+", "=/bin/true");
        Path unit = Files.writeString(directory.resolve("jenkins-ssh-key.service"), key);
        String dropIn = Files.readString(units.resolve("amazon-cloudwatch-agent.service.d/10-configuration.conf"))
                .replaceAll("=/opt\\S+", "=/bin/true");
        Path agent = Files.writeString(
                directory.resolve("amazon-cloudwatch-agent.service"), "[Service]\nExecStart=/bin/true\n");
        Path dropIns = Files.createDirectory(directory.resolve("amazon-cloudwatch-agent.service.d"));
        Files.writeString(dropIns.resolve("10-configuration.conf"), dropIn);

        assertThat(RealTools.run(directory, "systemd-analyze", "verify", "--man=no", unit.toString(), agent.toString()))
                .isEmpty();
    }

    private String probe(String distro) throws IOException, InterruptedException {
        Path program = Repository.MODULE.resolve("src/test/python/probe.py");
        return RealTools.run(directory, RealTools.PYTHON, program.toString(), "userdata.gz", distro);
    }

    /** The texts of a list of texts in indented JSON. */
    private static List<String> list(String json, String name) {
        String list = json.replaceFirst("(?s).*\"" + name + "\": \\[(.*?)\\].*", "$1");
        return Stream.of(list.split(","))
                .map(text -> text.strip().replace("\"", ""))
                .toList();
    }

    private static CompiledAmi compiled(String name) {
        CompileOptions options = CompileOptions.defaults()
                .fetch(Fetch.awsCli("eu-west-1").installing())
                .rootfsLocation(new RootfsLocation("s3://bucket/ami/"));
        try (AmiSource source = AmiSource.read(Repository.MODULE.resolve("ami").resolve(name))) {
            return CompiledAmi.compile(source, options);
        }
    }

    private static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.walk(Repository.MODULE.resolve("ami"))) {
            List<Path> scripts = files.filter(Files::isRegularFile)
                    .filter(ExampleSourcesTest::isScript)
                    .toList();
            assertThat(scripts).hasSize(5);
            return scripts;
        }
    }

    private static boolean isScript(Path file) {
        try {
            return Files.readString(file).startsWith("#!");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
