package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.RealTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTextTest {
    @TempDir
    private Path directory;

    @Test
    void commandsAreFoundWithTheirWordsAndPlaces() {
        ShellText.Parsed parsed = ShellText.parse("A=1 make 'a b' >x 2>&1 && if true; then echo \"c\"; fi # end");
        assertThat(parsed.commands())
                .extracting(ShellText.Command::words)
                .containsExactly(List.of("make", "a b"), List.of("true"), List.of("echo", "c"), List.of("fi"));
        assertThat(parsed.commands().get(0).start()).isEqualTo(4);
    }

    @Test
    void subshellsAndAlternativesAreKnown() {
        ShellText.Parsed parsed = ShellText.parse("a || b; (c; d) && e");
        assertThat(parsed.commands())
                .extracting(ShellText.Command::afterOr)
                .containsExactly(false, true, false, false, false);
        assertThat(parsed.commands())
                .extracting(ShellText.Command::inSubshell)
                .containsExactly(false, false, true, true, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo 'it'\\''s'",
                "echo \"a $(b \"c\" 'd)') e\" `f \"g\"`",
                "cat <<EOF | sed 's/a/b/'\nit's\nEOF\necho done",
                "cat <<-'E'\n\t$(\n\tE\n",
                "x=${y:-\"z\"} # it's",
                "case $1 in\n  a|b) echo 'x';;\n  *) echo \"y\";;\nesac",
                "echo $((1 + (2 * 3))) \\\n  'x'",
                "f() {\n  echo '}'\n}\nf",
                "echo a#'b'"
            })
    void whatTheShellAcceptsIsClosed(String text) throws Exception {
        assertThat(ShellText.parse(text).unclosed()).isEmpty();
        RealTools.require("sh");
        RealTools.run(
                directory,
                "sh",
                "-n",
                Files.writeString(directory.resolve("x"), text + "\n").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo it's", "echo \"a 'b'", "echo 'a' \"", "a\necho \"$(b)"})
    void whatTheShellRefusesIsNotClosed(String text) throws Exception {
        assertThat(ShellText.parse(text).unclosed()).isPresent();
        RealTools.require("sh");
        RealTools.run(
                directory,
                "sh",
                "-c",
                "! sh -n \"$0\" 2>/dev/null",
                Files.writeString(directory.resolve("x"), text + "\n").toString());
    }
}
