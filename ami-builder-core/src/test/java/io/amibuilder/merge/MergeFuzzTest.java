package io.amibuilder.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The seeds in a normal build; guided by coverage in the profile "thorough". */
class MergeFuzzTest {
    /** Begins the next part. */
    private static final String NEXT = "\f";

    @FuzzTest(maxDuration = "30s")
    void partsAreMergedOrLeftOutWithAReason(byte[] data) {
        List<ConfigPart> parts = new ArrayList<>();
        for (String text : new String(data, StandardCharsets.UTF_8).split(NEXT)) {
            parts.add(ConfigPart.of("p" + parts.size(), text));
        }

        MergedCloudConfig merged = MergedCloudConfig.of(parts);

        assertThat(merged.toString()).isEqualTo(MergedCloudConfig.of(parts).toString());
        assertThat(merged.dropped())
                .allSatisfy(part -> assertThat(part.reason()).isNotBlank());
    }
}
