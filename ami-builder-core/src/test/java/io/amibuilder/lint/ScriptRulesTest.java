package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScriptRulesTest {
    @Test
    void theRemedyNamesTheInterpreter() {
        assertThat(Findings.told("#!bash -e\necho\n"))
                .containsExactly("1:1 AB104 '#!bash -e' does not name a program by its full path, and the kernel starts"
                        + " none. Write '#!/bin/sh' or '#!/usr/bin/env bash'");
        assertThat(Findings.told("#!\necho\n"))
                .containsExactly("1:1 AB104 '#!' does not name a program by its full path, and the kernel starts none."
                        + " Write '#!/bin/sh' or '#!/usr/bin/env bash'");
        assertThat(Findings.told("#!python3 -u\n"))
                .singleElement()
                .asString()
                .endsWith("Write '#!/bin/sh' or '#!/usr/bin/env python3'");
    }

    @Test
    void aScriptOfWindowsLinesIsReadAsCloudInitWritesIt() {
        assertThat(Findings.places("#!/bin/sh\r\nmake\r\nreboot\r\n")).containsExactly("3:1 AB505");
        assertThat(Findings.places("#!/bin/sh\nmake\r\n")).containsExactly("2:5 AB102");
    }

    @Test
    void aBoothookIsAScriptBehindItsFirstLine() {
        assertThat(Findings.places("#cloud-boothook\n#!/bin/sh\nmake\nreboot\n"))
                .containsExactly("4:1 AB505");
        assertThat(Findings.places("#cloud-boothook\n#!sh\nmake\n")).containsExactly("2:1 AB104");
        assertThat(Findings.places("#cloud-boothook\nmake\n")).containsExactly("2:1 AB105");
        assertThat(Findings.places("\n#cloud-boothook\n#!/bin/sh\n")).containsExactly("1:1 AB105");
    }
}
