package io.amibuilder.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class JsonPatchTest {
    @Test
    void everyOperationIsCheckedBeforeTheFirstIsMade() {
        assertDropped("[1]", "[{op: add, path: /9, value: 1}, {op: nonsense, path: /0}]", "a known 'op'");
    }

    @Test
    void whatIsMovedIntoItselfIsRefused() {
        assertDropped("{a: {b: 1}}", "[{op: move, from: /a, path: /a/b}]", "cannot be moved into itself");
        assertThat(patched("{a: 1, ab: 2}", "[{op: move, from: /a, path: /c}]")).isEqualTo(canonical("{ab: 2, c: 1}"));
        assertThat(patched("{a: {b: 1}}", "[{op: move, from: /a/b, path: /a}]")).isEqualTo(canonical("{a: 1}"));
        assertThat(patched("{a: 1}", "[{op: move, from: /a, path: /a}]")).isEqualTo(canonical("{a: 1}"));
    }

    @Test
    void aPointerLeadsToTheItemsOfListsStringsAndBytes() {
        assertThat(patched("[a, b]", "[{op: test, path: /0, value: a}, {op: test, path: /1, value: b}]"))
                .isEqualTo(canonical("[a, b]"));
        assertThat(patched("{s: ab}", "[{op: test, path: /s/0, value: a}, {op: test, path: /s/1, value: b}]"))
                .isEqualTo(canonical("{s: ab}"));
        assertThat(patched(
                        "{b: !!binary AP8=}", "[{op: test, path: /b/0, value: 0}, {op: test, path: /b/1, value: 255}]"))
                .isEqualTo(canonical("{b: !!binary AP8=}"));
        assertDropped("[a]", "[{op: test, path: /1, value: a}]", "leads to nothing at '1'");
        assertDropped("{s: a}", "[{op: test, path: /s/1, value: a}]", "leads to nothing at '1'");
        assertDropped("{b: !!binary AP8=}", "[{op: test, path: /b/2, value: 0}]", "leads to nothing at '2'");
        assertDropped("{n: 5}", "[{op: test, path: /n/0, value: 5}]", "neither a mapping nor a list");
    }

    @Test
    void anItemIsAddedUpToTheEndAndReplacedBeforeIt() {
        assertThat(patched("[a]", "[{op: add, path: /1, value: b}]")).isEqualTo(canonical("[a, b]"));
        assertDropped("[a]", "[{op: add, path: /2, value: b}]", "outside of the list");
        assertThat(patched("[a]", "[{op: replace, path: /0, value: b}]")).isEqualTo(canonical("[b]"));
        assertDropped("[a]", "[{op: replace, path: /1, value: b}]", "outside of the list");
    }

    private static String patched(String document, String patch) {
        return Canonical.of(JsonPatch.apply(PyYaml.load(document), PyYaml.load(patch)));
    }

    private static String canonical(String yaml) {
        return Canonical.of(PyYaml.load(yaml));
    }

    private static void assertDropped(String document, String patch, String reason) {
        assertThatExceptionOfType(PartDroppedException.class)
                .isThrownBy(() -> patched(document, patch))
                .withMessageContaining(reason);
    }
}
