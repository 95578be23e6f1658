package io.amibuilder.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void compactJsonHasNoBlanks() {
        assertThat(Json.compact(Map.of("runcmd", List.of(List.of("sh", "-c", "a b"), 5, true))))
                .isEqualTo("{\"runcmd\":[[\"sh\",\"-c\",\"a b\"],5,true]}");
    }

    @Test
    void prettyJsonIsIndented() {
        assertThat(Json.pretty(Map.of("a", List.of(1, 2), "b", Map.of()).entrySet().stream()
                        .filter(e -> e.getKey().equals("a"))
                        .toList()
                        .get(0)
                        .getValue()))
                .isEqualTo("[\n  1,\n  2\n]\n");
    }

    @Test
    void whatAYamlReaderWouldMisreadIsEscaped() {
        assertThat(Json.compact("a\"\\\n\u0085\u2028\ufeff")).isEqualTo("\"a\\\"\\\\\\u000a\\u0085\\u2028\\ufeff\"");
    }

    @Test
    void charactersBeyondTheBasicPlaneStayRaw() {
        assertThat(Json.compact("😀")).isEqualTo("\"😀\"");
    }

    @Test
    void whatHasNoJsonFormIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.compact(1.5))
                .withMessage("JSON is written from maps, lists, strings, integers and booleans, not java.lang.Double");
    }
}
