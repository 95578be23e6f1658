package io.amibuilder.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installed cloud-init must end up with the same, drop the same parts, and lose everything where we say so. */
class CloudInitAgreementTest {
    /** CI takes more. */
    private static final int SEQUENCES = Integer.getInteger("ami.agreement.sequences", 4_000);

    @TempDir
    Path directory;

    @BeforeEach
    void cloudInitIsThere() {
        CloudInit.require();
    }

    @Test
    void thousandsOfSequencesOfPartsMergeAsInCloudInit() throws Exception {
        agree("parts", SEQUENCES, seed -> new RandomParts(seed, false).parts());
    }

    @Test
    void sequencesInYaml11MergeAsInCloudInit() throws Exception {
        agree("parts", SEQUENCES * 3 / 20, seed -> new RandomParts(seed, true).parts());
    }

    @Test
    void sequencesWithPatchesAndArchivesMergeAsInCloudInit() throws Exception {
        agree("message", SEQUENCES / 10, seed -> new RandomMessages(seed).parts());
    }

    private void agree(String as, int count, LongFunction<List<ConfigPart>> generator)
            throws IOException, InterruptedException {
        List<List<ConfigPart>> cases = new ArrayList<>();
        for (long seed = 0; seed < count; seed++) {
            cases.add(generator.apply(seed));
        }
        List<Map<String, Object>> requests =
                cases.stream().map(parts -> CloudInit.request(as, parts)).toList();
        CloudInit.ask(directory, requests, (seed, answer) -> {
            MergedCloudConfig merged = MergedCloudConfig.of(cases.get(seed));
            if (merged.isComplete()) {
                assertThat(Outcome.of(merged, as))
                        .as(
                                "seed %d, parts %s",
                                seed, Canonical.of(cases.get(seed).toString()))
                        .isEqualTo(Outcome.of(answer, as));
            }
        });
    }
}
