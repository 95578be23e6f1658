package io.amibuilder.userdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CloudConfigSyntaxTest {
    @Test
    void aMistakeIsNamedWithItsLineAndColumn() {
        assertThatThrownBy(() -> check("#cloud-config\npackages: [git]\nruncmd: - a: b: c\n"))
                .isInstanceOfSatisfying(CloudConfigSyntaxException.class, e -> {
                    assertThat(e.line()).isEqualTo(3);
                    assertThat(e.column()).isEqualTo(9);
                })
                .hasMessage(
                        "part '10_x.cfg' must be valid YAML, but at line 3, column 9: sequence entries are not allowed"
                                + " here. Correct it there");
    }

    @Test
    void aTabInTheIndentationIsAMistake() {
        assertThatThrownBy(() -> check("#cloud-config\nusers:\n\t- name: x\n"))
                .hasMessageContaining("at line 3, column 1: found character '\\t(TAB)' that cannot start any token");
    }

    @Test
    void anUnclosedBracketIsAMistake() {
        assertThatThrownBy(() -> check("#cloud-config\npackages: [git\n"))
                .isInstanceOf(CloudConfigSyntaxException.class)
                .hasMessageContaining("line 3, column 1");
    }

    @Test
    void anUndefinedAliasIsAMistake() {
        assertThatThrownBy(() -> check("#cloud-config\na: *b\n"))
                .hasMessageContaining("at line 2, column 4: undefined alias 'b'");
    }

    @Test
    void aSecondDocumentIsAMistake() {
        assertThatThrownBy(() -> check("#cloud-config\na: 1\n---\nb: 1\n"))
                .hasMessageContaining("at line 3, column 1: a second document begins");
    }

    @Test
    void aControlCharacterIsAMistake() {
        assertThatThrownBy(() -> check("#cloud-config\na: x\u0007\n"))
                .hasMessageContaining("at line 2, column 5: character U+0007 is not allowed in YAML");
    }

    @Test
    void tagsDuplicateKeysAndTemplatesAreNotOurConcernHere() {
        assertThatCode(() -> {
                    check("#cloud-config\na: !!python/tuple [1]\nb: !x y\na: &c 2\nd: *c\n");
                    check("## template: jinja\n#cloud-config\n{% if x %}\n[");
                    check("#!/bin/sh\n[");
                    check("#cloud-config\n");
                    check("#cloud-config-archive\n- content: x\n");
                })
                .doesNotThrowAnyException();
    }

    @Test
    void deepNestingIsRead() {
        assertThatCode(() -> check("#cloud-config\na: " + "[".repeat(5_000) + "]".repeat(5_000) + "\n"))
                .doesNotThrowAnyException();
    }

    private static void check(String text) {
        CloudConfigSyntax.check(UserPart.of("10_x.cfg", text));
    }
}
