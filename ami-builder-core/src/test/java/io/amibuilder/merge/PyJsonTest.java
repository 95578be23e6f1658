package io.amibuilder.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class PyJsonTest {
    @Test
    void blanksMayStandAroundEverything() {
        assertThat(Canonical.of(PyJson.load("\t{ \"a\" : [ 1 ,\r\n 2 ] , \"b\" : { } , \"c\" : [ ] } \n")))
                .isEqualTo(Canonical.of(PyJson.load("{\"a\":[1,2],\"b\":{},\"c\":[]}")))
                .isEqualTo(Canonical.of(PyYaml.load("{a: [1, 2], b: {}, c: []}")));
    }

    @Test
    void aStringMayHaveBlanksButNoOtherControlCharacters() {
        assertThat(PyJson.load("\" \"")).isEqualTo(" ");
        assertDropped("\"\u001f\"", 3);
        assertThat(PyJson.load("\"\\u0041\\/\\n\"")).isEqualTo("A/\n");
        assertDropped("\"\\u004", 4);
    }

    @Test
    void aMistakeIsToldWithItsPlaceCountedFromOne() {
        assertDropped("x", 1);
        assertDropped("[1 2]", 4);
        assertDropped("[1] 2", 5);
        assertDropped("{\"a\" 1}", 6);
        assertDropped("\"a", 3);
    }

    @Test
    void theDeepestThatPythonReadsIsRead() {
        assertThat(PyJson.load(lists(901))).isNotNull();
        assertThat(PyJson.load(objects(900))).isNotNull();
        assertThatExceptionOfType(PartDroppedException.class)
                .isThrownBy(() -> PyJson.load(lists(902)))
                .withMessageContaining("recursion");
        assertThatExceptionOfType(PartDroppedException.class)
                .isThrownBy(() -> PyJson.load(objects(901)))
                .withMessageContaining("recursion");
    }

    private static String lists(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String objects(int depth) {
        return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    private static void assertDropped(String text, int character) {
        assertThatExceptionOfType(PartDroppedException.class)
                .isThrownBy(() -> PyJson.load(text))
                .withMessage("not JSON at character " + character + " after the first line's mark");
    }
}
