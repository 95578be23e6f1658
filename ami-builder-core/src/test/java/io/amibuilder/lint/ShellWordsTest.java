package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {
    static Stream<Arguments> words() {
        return Stream.of(
                // line ends and what hides them
                words("a\nb", List.of("a"), List.of("b")),
                words("a \\\n b", List.of("a", "b")),
                words("a\\\nb", List.of("ab")),
                words("a \\b c", List.of("a", "b", "c")),
                words("a\\ b\\;c", List.of("a b;c")),
                words("a\\", List.of("a")),
                words("a # b; c\nd", List.of("a"), List.of("d")),
                // redirections
                words("a <x b", List.of("a", "b")),
                words("a >x", List.of("a")),
                words("a > ", List.of("a")),
                words("a >", List.of("a")),
                words("a >|x <>y >&2", List.of("a")),
                words("a 3<x 2>y", List.of("a")),
                words("a '3'<x b3<y", List.of("a", "3", "b3")),
                words("a &>x", List.of("a")),
                words("a <<<'b c' d", List.of("a", "d")),
                words("a <<", List.of("a")),
                words("a <<-E >b\n\tc; d\n\tE\ne", List.of("a"), List.of("e")),
                // substitutions, of which the word keeps the first character
                words("a $", List.of("a", "$")),
                words("$(a; b) c", List.of("$", "c")),
                words("a x$(b; c)y d", List.of("a", "x$y", "d")),
                words("a ${b:-c d} e", List.of("a", "$", "e")),
                words("a $(b $(c; d); e) f", List.of("a", "$", "f")),
                words("a ${b:-${c d}; e} f", List.of("a", "$", "f")),
                words("a $(b ')' c) d", List.of("a", "$", "d")),
                words("a $(b \")\" c) d", List.of("a", "$", "d")),
                words("a $(b \\) c) d", List.of("a", "$", "d")),
                words("a `b; c` d", List.of("a", "`", "d")),
                words("a `b \\` c` d", List.of("a", "`", "d")),
                // in double quotes, which keep everything
                words("a \"b; $c\" d", List.of("a", "b; $c", "d")),
                words("a \"b\\\"; c\" d", List.of("a", "b\\\"; c", "d")),
                words("a \"$(b \"c d\")\" e", List.of("a", "$(b \"c d\")", "e")),
                words("a \"${b:-\"c d\"}\" e", List.of("a", "${b:-\"c d\"}", "e")),
                words("a \"`b \"c\" `\" d", List.of("a", "`b \"c\" `", "d")));
    }

    private static Arguments words(String text, Object... commands) {
        return Arguments.of(text, List.of(commands));
    }

    @ParameterizedTest
    @MethodSource("words")
    void theWordsOfACommandAreThoseOfTheShell(String text, List<List<String>> commands) {
        ShellText.Parsed parsed = ShellText.parse(text);
        assertThat(parsed.commands()).extracting(ShellText.Command::words).isEqualTo(commands);
        assertThat(parsed.unclosed()).isEmpty();
    }

    @Test
    void aQuoteThatDoesNotEndIsFoundWhereItBegins() {
        assertThat(ShellText.parse("'a; b").unclosed()).contains(0);
        assertThat(ShellText.parse("'a; b").commands())
                .extracting(ShellText.Command::words)
                .containsExactly(List.of("a; b"));
        assertThat(ShellText.parse("a; \"b; c").unclosed()).contains(3);
        assertThat(ShellText.parse("a; \"b\\").unclosed()).contains(3);
        assertThat(ShellText.parse("a; \"b $").unclosed()).contains(3);
        assertThat(ShellText.parse("a <<E\nb").unclosed()).contains(5);
    }

    /** What "case", comments and other shells may hide in there is not read. */
    @ParameterizedTest
    @ValueSource(strings = {"a $'it\\'s'", "a `b", "a \"`b", "a $(b", "a \"$(b", "a ${b", "a $(b 'c", "a <(b 'c)'"})
    void nothingIsSaidOfWhatIsNotUnderstood(String text) {
        ShellText.Parsed parsed = ShellText.parse(text);
        assertThat(parsed.unclosed()).isEmpty();
        assertThat(parsed.commands().get(0).words()).startsWith("a");
    }

    @Test
    void aRedirectionToNothingIsPassed() {
        assertThat(ShellText.parse("a > ; b").commands()).isNotEmpty();
    }
}
