package io.amibuilder.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How cloud-init's PyYAML 6.0 reads scalars and small documents; where the recorded value is an error, the part is dropped. */
class YamlReadingTest {
    private static final List<PyDict> READINGS = Recorded.lines("yaml-readings.jsonl");

    /** The parser cannot tell these; the view then says that it is incomplete. */
    private static final List<String> NOT_JUDGED = List.of("&a [*a]");

    @TempDir
    Path directory;

    @Test
    void textIsReadAsRecorded() {
        assertThat(READINGS)
                .filteredOn(line -> !NOT_JUDGED.contains((String) line.get("text")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(reading(line))
                        .as(Canonical.of(line.get("text")))
                        .isEqualTo(line.has("error") ? "error" : line.get("value")));
    }

    private static String reading(PyDict line) {
        try {
            return Canonical.of(PyYaml.load((String) line.get("text")));
        } catch (PartDroppedException e) {
            return "error";
        }
    }

    @Test
    void theInstalledPyYamlStillReadsWhatIsRecorded() throws Exception {
        CloudInit.require();
        CloudInit.ask(directory, READINGS.stream().map(Recorded::request).toList(), (i, answer) -> {
            PyDict line = READINGS.get(i);
            assertThat(answer.get("value"))
                    .as("%s", Canonical.of(line.get("text")))
                    .isEqualTo(line.get("value"));
        });
    }
}
