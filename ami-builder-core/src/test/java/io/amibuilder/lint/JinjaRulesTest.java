package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JinjaRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"#cloud-config", "#cloud-config-jsonp", "#!/bin/sh", "#cloud-boothook", "{{ x }}", "{# x #}"})
    void whatIsRenderedIsFine(String body) {
        assertThat(Findings.places("## template: jinja\n" + body + "\n")).isEmpty();
    }

    @Test
    void whatIsNotRenderedIsNamed() {
        assertTold("## template: jinja\n#include\nmore\n", "'#include'");
        assertTold("## template: jinja\n#part-handler\n", "'#part-handler'");
        assertTold("## template: jinja\ntext\nmore\n", "'text'");
        assertTold("## template: jinja\n", "''");
    }

    @ParameterizedTest
    @ValueSource(strings = {"## template: jinja", " \n## template: jinja #cloud-config"})
    void aTemplateOfOneLineIsOfNothing(String text) {
        assertTold(text, "nothing");
    }

    private static void assertTold(String text, String named) {
        assertThat(Findings.told(text))
                .singleElement()
                .asString()
                .startsWith("2:1 AB121 cloud-init renders templates")
                .contains("but this one is of " + named + ", and is dropped");
    }
}
