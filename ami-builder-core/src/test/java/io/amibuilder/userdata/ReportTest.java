package io.amibuilder.userdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.RealTools;
import io.amibuilder.guest.GuestReport;
import io.amibuilder.guest.GuestWord;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The upload of the report, by each program that may be there, to a server that fails first. */
class ReportTest {
    @TempDir
    private Path directory;

    private Process server;
    private BufferedReader said;
    private String port;

    @BeforeEach
    void startAServer() throws IOException {
        RealTools.require("python3", "dash", "timeout");
        server = new ProcessBuilder(
                        "python3",
                        Path.of("src/test/boot/flaky_server.py")
                                .toAbsolutePath()
                                .toString(),
                        directory.toString(),
                        "0")
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
    @CsvSource({"curl, none", "python3, text/plain"})
    void theReportArrivesWithTheLastWord(String tool, String contentType) throws Exception {
        RealTools.require(tool);
        Files.writeString(directory.resolve("report"), "ami-builder| of the log\n");
        Files.writeString(directory.resolve("said"), "@@ami-builder:0123456789abcdef:step=wheels@@\n");
        GuestReport report = GuestReport.read(sent(tool), "0123456789abcdef");
        assertThat(report.logTail()).containsExactly("of the log");
        assertThat(report.steps()).containsExactly("wheels");
        assertThat(report.lastWord()).contains(new GuestWord.Failed("wheels", 3));
        // nothing that a signature could miss: a presigned link signs only the host
        assertThat(List.of(said.readLine(), said.readLine())).containsOnly(contentType);
    }

    private String sent(String tool) throws Exception {
        ToolsPath path = new ToolsPath(directory.resolve("bin"), tool, "timeout", "cat");
        String supervisor = Gzip.decompress(UserdataCompiler.compile(
                        List.of(), Optional.empty(), CompileOptions.defaults().report(true))
                .userdata()
                .bindReport(URI.create("http://127.0.0.1:" + port + "/stored?signature=a%2Fb"))
                .bytes());
        String send = supervisor.substring(supervisor.indexOf("cat $D/said"), supervisor.indexOf("\nsay \"$w\""));
        Files.writeString(
                directory.resolve("send"), "D=.\nN=0123456789abcdef\nw=failed:step=wheels:status=3\n" + send + "\n");
        path.run(directory, "/bin/dash", "send");
        return Files.readString(directory.resolve("stored"));
    }
}
