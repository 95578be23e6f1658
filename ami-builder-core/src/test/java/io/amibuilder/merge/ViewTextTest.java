package io.amibuilder.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewTextTest {
    @Test
    void controlCharactersAreEscapedAndNoOthers() {
        assertThat(ViewText.of("\u001f ~\u007f\u009f\u00a0\"\\\n\u00e9"))
                .isEqualTo("\"\\u001f ~\\u007f\\u009f\u00a0\\\"\\\\\\n\u00e9\"");
    }

    @Test
    void whatJsonDoesNotHaveIsWrittenAsYaml() {
        assertThat(List.<Object>of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, new byte[] {1}, 1.5))
                .extracting(ViewText::of)
                .containsExactly(".nan", ".inf", "-.inf", "!!binary AQ==", "1.5");
    }

    @Test
    void everyLevelIsIndentedAndEmptyCollectionsStayShort() {
        assertThat(ViewText.of(Map.of("a", List.of(List.of(), Map.of("b", 1)))))
                .isEqualTo("{\n  \"a\": [\n    [],\n    {\n      \"b\": 1\n    }\n  ]\n}");
    }
}
