package io.amibuilder.userdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LiteralStretchesTest {
    private static final String LONG = "aZ09+/".repeat(100);

    @Test
    void longRunsOfBase64AreRandom() {
        assertThat(LiteralStretches.of("cat <<E\n" + LONG + "==\nE " + LONG))
                .containsExactly(
                        new Gzip.Stretch("cat <<E\n", false),
                        new Gzip.Stretch(LONG, true),
                        new Gzip.Stretch("==\nE ", false),
                        new Gzip.Stretch(LONG, true),
                        new Gzip.Stretch("", false));
    }

    @Test
    void shorterRunsStayText() {
        String text = "a".repeat(399) + "\n" + "b".repeat(399);
        assertThat(LiteralStretches.of(text)).containsExactly(new Gzip.Stretch(text, false));
        assertThat(LiteralStretches.of("a".repeat(400) + "\n"))
                .containsExactly(
                        new Gzip.Stretch("", false),
                        new Gzip.Stretch("a".repeat(400), true),
                        new Gzip.Stretch("\n", false));
    }

    @Test
    void theStretchesAreTheWholeText() {
        String text = LONG + "\n\n" + LONG + "-" + LONG.substring(300);
        assertThat(LiteralStretches.of(text).stream().map(Gzip.Stretch::ascii).collect(Collectors.joining()))
                .isEqualTo(text);
    }
}
