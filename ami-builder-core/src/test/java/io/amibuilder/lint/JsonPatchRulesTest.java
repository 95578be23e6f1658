package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPatchRulesTest {
    private static final String HEADER = "#cloud-config-jsonp\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"op\": \"remove\", \"path\": \"/a\"}]",
                "[{\"op\": \"test\", \"path\": \"/a\", \"value\": 1}]",
                "[{\"op\": \"copy\", \"path\": \"/a\", \"from\": \"/b\"}]",
                "[\t{\"op\": \"move\", \"path\": \"/a\", \"from\": \"/b\"}]"
            })
    void aPatchThatSaysAllIsFine(String patch) {
        assertThat(Findings.places(HEADER + patch)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            {"op": "add"}                    -> 2:1 AB141 a JSON patch must be a list, but is a mapping, and cloud-init drops the whole patch. Write
            ["add"]                          -> 2:2 AB141 an operation must be a mapping, but is the text 'add', and
            [{"path": "/a"}]                 -> 2:2 AB141 an operation has 'op' '', and
            [{"op": ["add"], "path": "/a"}]  -> 2:2 AB141 an operation has 'op' '', and
            [{"op": "put", "path": "/a"}]    -> 2:2 AB141 an operation has 'op' 'put', and
            [{"op": "remove"}]               -> 2:2 AB141 an operation has no 'path', and
            [{"op": "add", "path": "/a"}]    -> 2:2 AB141 'add' has no 'value', and
            [{"op": "move", "path": "/a"}]   -> 2:2 AB141 'move' has no 'from', and
            [{"op": "add"                    -> 3:1 AB201 this is not YAML
            """)
    void whatDropsAPatchIsSaid(String patch, String told) {
        assertThat(Findings.told(HEADER + patch + "\n"))
                .singleElement()
                .asString()
                .startsWith(told);
    }

    @Test
    void aControlCharacterIsNotRead() {
        assertThat(Findings.places(HEADER + "[\"\u0001\"]\n")).containsExactly("1:1 AB201");
    }
}
