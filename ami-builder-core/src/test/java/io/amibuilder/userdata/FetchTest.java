package io.amibuilder.userdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.RealTools;
import io.amibuilder.rootfs.Compression;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The download, by each program that may be there, from a server that fails first. */
class FetchTest {
    private static final Path SERVER = Path.of("src/test/boot/flaky_server.py").toAbsolutePath();

    @TempDir
    private Path directory;

    private final byte[] rootfs = new byte[200_000];
    private Process server;
    private BufferedReader said;
    private String port;

    @BeforeEach
    void startAServer() throws IOException {
        RealTools.require("python3");
        new Random(3).nextBytes(rootfs);
        Path served = Files.createDirectories(directory.resolve("served"));
        Files.write(served.resolve("fs.tgz"), rootfs);
        server = new ProcessBuilder("python3", SERVER.toString(), served.toString(), "0")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        said = server.inputReader();
        port = said.readLine();
    }

    @AfterEach
    void stopTheServer() {
        if (server != null) { // else the test was skipped
            server.destroy();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget"})
    void aDownloadIsResumedWhereItBroke(String tool) throws Exception {
        assertThat(fetch(tool, Sha256.of(rootfs))).contains("status=0");
        assertThat(said.readLine()).isIn("all", "bytes=0-");
        assertThat(said.readLine()).isIn("all", "bytes=0-");
        assertThat(said.readLine()).isEqualTo("bytes=100000-");
    }

    @ParameterizedTest
    @ValueSource(strings = "python3")
    void pythonDoesWithoutBoth(String tool) throws Exception {
        assertThat(fetch(tool, Sha256.of(rootfs))).contains("status=0");
    }

    @ParameterizedTest
    @ValueSource(strings = "curl")
    void somethingElseIsRefused(String tool) throws Exception {
        assertThat(fetch(tool, Sha256.of("something else")))
                .contains("step checksum")
                .contains("status=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget", "python3"})
    void aLinkThatLeadsNowhereFailsAfterSixTries(String tool) throws Exception {
        Files.delete(directory.resolve("served/fs.tgz"));
        assertThat(fetch(tool, Sha256.of(rootfs))).contains("step fetch").doesNotContain("step checksum", "status=0");
        assertThat(Stream.generate(this::nextLine).limit(6)).hasSize(6).doesNotContainNull();
    }

    private String nextLine() {
        try {
            return said.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String fetch(String tool, Sha256 digest) throws Exception {
        RealTools.require(tool, "timeout", "sha256sum", "dash");
        ToolsPath path = new ToolsPath(directory.resolve("bin"), tool, "timeout", "sha256sum", "rm", "cut");
        String url = "http://127.0.0.1:" + port + "/fs.tgz";
        String install =
                new GuestScripts(CompileOptions.defaults()).install(new RootfsLocation(url), digest, Compression.GZIP);
        String fetch = install.substring(install.indexOf("step fetch"), install.indexOf("step unpack"))
                .replace("/var/local/fs.tgz", directory.resolve("fs.tgz").toString());
        Files.writeString(directory.resolve("fetch"), "step() { echo step $1; }\nsleep() { :; }\nset -eu\n" + fetch);
        return path.run(directory, "/bin/dash", "fetch");
    }
}
