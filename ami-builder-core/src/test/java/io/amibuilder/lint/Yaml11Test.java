package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Yaml11Test {
    private static final List<String> PLAIN = List.of(
            "yes",
            "Yes",
            "YES",
            "yEs",
            "no",
            "on",
            "Off",
            "oN",
            "y",
            "n",
            "true",
            "TRUE",
            "tRue",
            "~",
            "null",
            "Null",
            "nUll",
            "0",
            "-0",
            "+1",
            "00",
            "08",
            "0644",
            "+0644",
            "-0644",
            "0o644",
            "0x1F",
            "-0x1f",
            "0xg",
            "0x",
            "0b101",
            "0b2",
            "1_000",
            "_1",
            "1__0",
            "0_",
            "12:30:00",
            "1:2",
            "-1:30",
            "01:2",
            "0:2",
            "1:60",
            "190:20:30",
            "22:22:22:22",
            "190:20:30.15",
            "1.",
            "0.",
            ".5",
            "-.5",
            "+.5",
            "1.5",
            "1.10",
            "1e3",
            "1.0e3",
            "1.0e+3",
            "6.8E+05",
            "1_0.5",
            ".",
            "._1",
            ".inf",
            "+.Inf",
            "-.INF",
            ".NaN",
            "+.nan",
            "2001-12-14",
            "2001-1-1",
            "2001-12-14 21:59:43",
            "2001-12-14t21:59:43.10-05:00",
            "2001-1-1 1:1:1",
            "2001-1-1 1:01:01",
            "2001-12-14T1:02:03Z",
            "1.2.3",
            "a",
            "-",
            "10.0.0.1");

    @TempDir
    private Path directory;

    @Test
    void everyPlainValueIsWhatPyYamlMakesOfIt() throws Exception {
        RealCloudInit.require();
        List<String> documents = PLAIN.stream()
                .filter(text -> !text.equals("-"))
                .map(text -> "a: " + text + "\n")
                .toList();
        List<Map<?, ?>> answers = RealCloudInit.ask(directory, documents);
        for (int i = 0; i < documents.size(); i++) {
            assertThat(Canonical.of(documents.get(i)).orElseThrow())
                    .as(documents.get(i))
                    .isEqualTo(answers.get(i).get("ok"));
        }
    }

    @Test
    void whatIsReadAsWrittenIsKnown() {
        assertThat(Stream.of("1", "-5", "0", "1.5", "1.0", "True", "2001-12-14", "text", "0o644"))
                .allMatch(Yaml11::isReadAsWritten);
        assertThat(Stream.of("0644", "+1", "1_0", "1.10", ".5", "yes", "true", "~", "22:22", "0x1F"))
                .noneMatch(Yaml11::isReadAsWritten);
    }

    @Test
    void timesThatDoNotExistAreKnown() {
        assertThat(Stream.of("2001-02-29", "2001-13-01", "2001-1-1 25:00:00", "0000-01-01", "2001-1-1 1:01:01+25"))
                .allMatch(Yaml11::isImpossibleTime);
        assertThat(Stream.of("2004-02-29", "2001-1-1 1:01:01+23", "2001-99", "x"))
                .noneMatch(Yaml11::isImpossibleTime);
    }

    @Test
    void valuesAreShownAsPythonWritesThem() {
        assertThat(Stream.of("0644", "22:22", "-1:30", "1_000", "0x1F", "0b11", "yes", "~", "1.10")
                        .map(Yaml11::shown))
                .containsExactly("420", "1342", "-90", "1000", "31", "3", "True", "None", "1.1");
    }
}
