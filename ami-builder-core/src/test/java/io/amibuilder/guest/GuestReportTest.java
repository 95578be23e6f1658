package io.amibuilder.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GuestReportTest {
    private static final String NONCE = "0123456789abcdef";

    @Test
    void anEmptyConsoleIsSilence() {
        assertThat(GuestReport.read("", NONCE)).isEqualTo(GuestReport.SILENCE);
    }

    @Test
    void wordsAreFoundAnywhereInALine() {
        String console = "[   12.3] cloud-init[812]: @@ami-builder:0123456789abcdef:started@@\r\n"
                + "garbage@@ami-builder:0123456789abcdef:step=10_a.cfg@@more\r\n"
                + "<1>@@ami-builder:0123456789abcdef:step=install.sh@@ @@ami-builder:0123456789abcdef:succeeded@@\r\n";
        GuestReport report = GuestReport.read(console, NONCE);
        assertThat(report.started()).isTrue();
        assertThat(report.steps()).containsExactly("10_a.cfg", "install.sh");
        assertThat(report.lastWord()).contains(new GuestWord.Succeeded());
    }

    @Test
    void stepsThatTheConsoleHasForgottenAreRemembered() {
        GuestReport report = GuestReport.read("@@ami-builder:0123456789abcdef:step=install.sh@@", NONCE);
        GuestReport whole = report.withSteps(List.of("10_a.cfg", "install.sh"));
        assertThat(whole.steps()).containsExactly("10_a.cfg", "install.sh");
        assertThat(report.steps()).containsExactly("install.sh");
        assertThat(new GuestWord.Started().marker(NONCE)).isEqualTo("@@ami-builder:0123456789abcdef:started@@");
    }

    @Test
    void wordsOfAnotherBuildDoNotCount() {
        assertThat(GuestReport.read("@@ami-builder:ffffffffffffffff:succeeded@@", NONCE))
                .isEqualTo(GuestReport.SILENCE);
    }

    @Test
    void theUserdataItselfOnTheConsoleDoesNotCount() {
        assertThat(GuestReport.read("+ say @@ami-builder:$N:$1@@", NONCE)).isEqualTo(GuestReport.SILENCE);
    }

    @Test
    void aFailureKeepsItsStepStatusAndLog() {
        String console = """
                ami-builder| cannot find nginx
                [  9.1] ami-builder| giving up
                @@ami-builder:0123456789abcdef:failed:step=a:b=c:status=100@@
                """;
        GuestReport report = GuestReport.read(console, NONCE);
        assertThat(report.lastWord()).contains(new GuestWord.Failed("a:b=c", 100));
        assertThat(report.logTail()).isEqualTo(List.of("cannot find nginx", "giving up"));
    }

    @Test
    void theFirstLastWordCounts() {
        String console = "@@ami-builder:0123456789abcdef:failed:step=x:status=1@@\n"
                + "@@ami-builder:0123456789abcdef:succeeded@@\n";
        assertThat(GuestReport.read(console, NONCE).lastWord()).contains(new GuestWord.Failed("x", 1));
    }

    @Test
    void aTornMarkerIsPassedOver() {
        String console = "@@ami-builder:0123456789abcdef:succ\n@@ami-builder:0123456789abcdef:succeeded@@";
        assertThat(GuestReport.read(console, NONCE).lastWord()).contains(new GuestWord.Succeeded());
    }

    @Test
    void everyWordReadsBackAsItWasWritten() {
        for (GuestWord word : List.of(new GuestWord.Succeeded(), new GuestWord.Failed("install.sh", 7))) {
            assertThat(GuestReport.read(word.marker(NONCE), NONCE).lastWord()).contains(word);
        }
        assertThat(GuestReport.read(new GuestWord.Step("a b").marker(NONCE), NONCE)
                        .steps())
                .containsExactly("a b");
    }
}
