package io.amibuilder.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cloud-init 22.4.2 said of named sequences of parts; the names say what each is about. */
class MergeCorpusTest {
    private static final List<PyDict> CORPUS = Recorded.lines("merge-corpus.jsonl");

    @TempDir
    Path directory;

    @Test
    void recordedSequencesMergeAsRecorded() {
        assertThat(CORPUS).hasSizeGreaterThanOrEqualTo(300).allSatisfy(line -> {
            MergedCloudConfig merged = MergedCloudConfig.of(Recorded.parts(line));
            String as = (String) line.get("as");
            assertThat(merged.notJudged()).as("%s", line.get("name")).isEmpty();
            assertThat(Outcome.of(merged, as)).as("%s", line.get("name")).isEqualTo(Outcome.of(line, as));
        });
    }

    @Test
    void theInstalledCloudInitStillSaysWhatIsRecorded() throws Exception {
        CloudInit.require();
        CloudInit.ask(directory, CORPUS.stream().map(Recorded::request).toList(), (i, answer) -> {
            PyDict line = CORPUS.get(i);
            assertThat(Outcome.of(answer, "parts")).as("%s", line.get("name")).isEqualTo(Outcome.of(line, "parts"));
        });
    }
}
