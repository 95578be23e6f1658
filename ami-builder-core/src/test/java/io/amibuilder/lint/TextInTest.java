package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where a command stands is told for every way of writing it. */
class TextInTest {
    @Test
    void aBlockWithAnIndentationIndicatorKeepsItsBlanks() {
        assertThat(Findings.placesInConfig("runcmd:\n- |2\n\n      reboot\n")).containsExactly("5:7 AB505");
        assertThat(Findings.placesInConfig("runcmd:\n- |2\n      reboot\n")).containsExactly("4:7 AB505");
    }

    @Test
    void aBlockBeginsBelowItsHeader() {
        assertThat(Findings.placesInConfig("runcmd:\n- | # comment\n\n  \n  make\n    reboot\n"))
                .containsExactly("7:5 AB505");
        assertThat(Findings.placesInConfig("runcmd:\n- |+\n\n")).isEmpty();
    }

    @Test
    void linesMayEndAsOnWindows() {
        assertThat(Findings.places("#cloud-config\r\nruncmd:\r\n- |\r\n\r\n  make\r\n  reboot\r\n"))
                .containsExactly("6:3 AB505");
        assertThat(Findings.places("#cloud-config\rruncmd:\r- |\r\r  make\r  reboot\r"))
                .containsExactly("6:3 AB505");
    }

    @Test
    void aTextThatIsNotWrittenAsItIsReadIsFoundAtItsBeginning() {
        assertThat(Findings.placesInConfig("runcmd:\n- \"make\\nreboot\"\n")).containsExactly("3:3 AB505");
        assertThat(Findings.placesInConfig("runcmd:\n- 'a ''b''; reboot'\n")).containsExactly("3:3 AB505");
        assertThat(Findings.placesInConfig("runcmd:\n- 'make\n\n  reboot'\n")).containsExactly("3:3 AB505");
        assertThat(Findings.placesInConfig("runcmd:\n- make;\n  reboot\n")).containsExactly("3:3 AB505");
    }

    @Test
    void aTextOnOneLineIsFoundInIt() {
        assertThat(Findings.placesInConfig("runcmd: [\"make; reboot\", make; reboot]\n"))
                .containsExactly("2:17 AB505", "2:32 AB505");
    }
}
