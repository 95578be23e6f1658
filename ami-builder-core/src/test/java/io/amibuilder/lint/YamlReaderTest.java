package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            pakages: [a            -> 3:1 AB201 this is not YAML (
            pakages: [a]|---|b: c  -> 3:1 AB206 a second document begins, and cloud-init drops a part that has more than one.
            pakages: *a            -> 2:10 AB215 the alias '*a' has no anchor before it, and cloud-init drops the part. Define '&a' above, or quote the text
            pakages: "\\UFFFFFFFF" -> 2:8 AB201 this is not YAML (an escape in the value after this place cannot be read), and
            """)
    void ofWhatCannotBeReadOnlyThatIsSaid(String config, String told) {
        assertThat(Findings.toldOfConfig(config.replace('|', '\n') + "\n"))
                .singleElement()
                .asString()
                .startsWith(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [b", "a: 1\n---\nb: 2", "a: *b", "a: \u0001", "a: \"\\UFFFFFFFF\""})
    void whatCannotBeReadIsNoDocument(String text) {
        YamlReader.Document document = YamlReader.read(text, new SourceText(text), Report.of("", Set.of()));
        assertThat(document.valid()).isFalse();
        assertThat(document.root()).isEmpty();
    }

    @Test
    void aTabThatCannotBeReadIsNoOtherMistake() {
        assertThat(Findings.toldOfConfig("pakages: a\n\tb: c\n"))
                .containsExactly(
                        "3:1 AB202 a tab stands where YAML 1.1 allows blanks only, and cloud-init drops the part. Use blanks");
    }

    @Test
    void whatFollowsAnAliasIsRead() {
        assertThat(Findings.placesInConfig("x-a: &a [git]\npackages: *a\npakages: *a\n"))
                .containsExactly("4:1 AB301");
    }

    @Test
    void anAnchorHasAPlainNameOfItsOwn() {
        assertThat(Findings.toldOfConfig("x-a: &a+b 1\n"))
                .singleElement()
                .asString()
                .startsWith("2:6 AB215 the anchor '&a+b' has a character that YAML 1.1 does not allow in it");
        assertThat(Findings.toldOfConfig("x-a: &a 1\nx-b: &a 2\n"))
                .singleElement()
                .asString()
                .startsWith("3:6 AB215 the anchor '&a' is defined twice");
    }

    @Test
    void whatIsMergedIntoAMappingBelongsToIt() {
        assertThat(Findings.placesInConfig(
                        "x-a: &a {permissions: 755}\nwrite_files:\n- {<<: *a, path: /a}\n- {path: /b, <<: [b, *a]}\n"))
                .contains("2:23 AB607");
        assertThat(Findings.placesInConfig(
                        "x-a: &a {permissions: 755}\nx-b: &b {owner: 5}\nwrite_files: [{path: /b, <<: [*b, *a]}]\n"))
                .containsExactly("2:23 AB607", "3:17 AB609");
        assertThat(Findings.placesInConfig("x-a: &a {owner: 5}\nwrite_files: [{path: /a, <<: *a, owner: root}]\n"))
                .isEmpty();
    }

    @Test
    void aMappingThatIsMergedIntoItselfIsLeft() {
        assertThat(Findings.placesInConfig("users:\n- &a {<<: *a, gecos: b}\n")).containsExactly("3:3 AB312");
    }
}
