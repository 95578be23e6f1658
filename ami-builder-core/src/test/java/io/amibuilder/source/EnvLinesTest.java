package io.amibuilder.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.amibuilder.RealTools;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvLinesTest {
    @TempDir
    private Path directory;

    @Test
    void commentsBlankLinesAndQuotesAreUnderstood() {
        String text = """
                # comment

                NAME=jenkins-agent
                  VERSION = no
                """;
        assertThatThrownBy(() -> EnvLines.parse("ami.env", text)).hasMessageStartingWith("ami.env:4: ");
        assertThat(EnvLines.parse(
                        "ami.env", "A=1\r\n\n#x\nB=two words \nC=' 3 '\nD=\"q\\\"\\\\\" # why\nE=\nA=2\nF=a#b"))
                .containsExactly(
                        entry("A", "2"),
                        entry("B", "two words"),
                        entry("C", " 3 "),
                        entry("D", "q\"\\"),
                        entry("E", ""),
                        entry("F", "a#b"));
    }

    @Test
    void aShellReadsTheSame() throws Exception {
        RealTools.require("sh");
        String text = "A=1\nexport B='it # is'\nC=\"a \\\"b\\\" \\\\ c\" # why\nD=x#y\nE= \nF=z # no\nG='\"'\n";
        Files.writeString(directory.resolve("ami.env"), text);

        String shell = RealTools.run(
                directory, "sh", "-c", ". ./ami.env; printf '%s|' \"$A\" \"$B\" \"$C\" \"$D\" \"$E\" \"$F\" \"$G\"");

        assertThat(String.join("|", EnvLines.parse("ami.env", text).values()) + "|")
                .isEqualTo(shell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NAME", "1A=x", "A-B=x", "A='x", "A=\"x", "A='x'y", "A='x' 'y'", "A=it's", "=x", "A =x"})
    void whatNoShellWouldReadIsRefused(String line) {
        assertThatThrownBy(() -> EnvLines.parse("ami.env", "X=1\n" + line))
                .isInstanceOfSatisfying(
                        MetadataSyntaxException.class, e -> assertThat(e.line()).isEqualTo(2))
                .hasMessageContaining("ami.env:2: ")
                .hasMessageContaining("'" + line + "'");
    }
}
