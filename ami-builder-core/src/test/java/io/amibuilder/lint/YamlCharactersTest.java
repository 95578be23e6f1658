package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.userdata.PartKind;
import io.amibuilder.userdata.UserPart;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlCharactersTest {
    private static final String TAB_IN_HEADER = "#cloud-config\nruncmd:\n- | # a\tcomment\n  make\n";

    @TempDir
    private Path directory;

    @Test
    void theCharactersOfYamlAreThoseOfPyYaml() {
        assertThat(IntStream.of(0x09, 0x0A, 0x0D, 0x20, 0x7E, 0x85, 0xA0, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF))
                .allMatch(YamlCharactersTest::isRead);
        assertThat(IntStream.of(
                        0x00, 0x08, 0x0B, 0x0C, 0x0E, 0x1F, 0x7F, 0x84, 0x86, 0x9F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF))
                .noneMatch(YamlCharactersTest::isRead);
    }

    private static boolean isRead(int character) {
        return YamlCharacters.check(new SourceText(Character.toString(character)), Report.of("", Set.of()));
    }

    @Test
    void aCharacterIsNamedWithItsEscape() {
        assertThat(Findings.toldOfConfig("hostname: a\u007F\n"))
                .containsExactly("2:12 AB203 the character U+007F is not allowed in YAML 1.1, and cloud-init drops the"
                        + " part. Write it as \\x7F in double quotes, or remove it");
        assertThat(Findings.toldOfConfig("hostname: a\uFFFE\n"))
                .singleElement()
                .asString()
                .contains("U+FFFE is not allowed", "Write it as \\uFFFE in");
        assertThat(Findings.toldOfConfig("hostname: 'a\u2028b'\n"))
                .containsExactly("2:13 AB204 U+2028 is the end of a line for cloud-init. Write it as \\u2028 in double"
                        + " quotes, or remove it");
        assertThat(Findings.toldOfConfig("hostname: a\u00A0b\n"))
                .singleElement()
                .asString()
                .startsWith("2:12 AB205 the invisible character U+00A0 is part of a name or a value here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# a\tcomment",
                "#\tcomment\there",
                "hostname: a # a\tcomment",
                "hostname: a #a\tcomment",
                "hostname: 'a' # a\tcomment\there",
                "hostname: \"a\tb\"",
                "hostname: 'a\tb'",
                "hostname: {'a #\tb': 'c\td'} #\te",
                "final_message: |\n  a\tb\n  \tc\n",
                "final_message: >-\n  a\tb",
                "final_message: 'a\n  b\tc'"
            })
    void aTabMayStandInStringsAndComments(String config) {
        assertThat(Findings.placesInConfig("package_update: true\n" + config + "\n"))
                .noneMatch(place -> place.endsWith("AB202"));
    }

    @Test
    void aTabMayStandInTheCommentOfABlock() throws Exception {
        assertThat(Findings.places(TAB_IN_HEADER)).isEmpty();
        RealCloudInit.require();
        assertThat(RealCloudInit.ask(directory, List.of(Map.of("10_x.cfg", TAB_IN_HEADER)))
                        .get(0)
                        .get("dropped"))
                .isEqualTo(0);
    }

    @Test
    void aTabMayStandNowhereElse() {
        assertThat(Findings.placesInConfig("hostname: \"a\"\t\n")).containsExactly("2:14 AB202");
        assertThat(Findings.placesInConfig("hostname: 'a #b'\t\n")).containsExactly("2:17 AB202");
        assertThat(Findings.placesInConfig("hostname: a#b\t# c\n")).containsExactly("2:14 AB202");
        assertThat(Findings.placesInConfig("hostname: a# b\t# c\n")).containsExactly("2:15 AB202");
        assertThat(Findings.placesInConfig("runcmd:\n- |\t\n  make\n")).containsExactly("3:4 AB202");
        assertThat(Findings.placesInConfig("# a\nhostname:\ta # b\n")).containsExactly("3:10 AB202");
        assertThat(Findings.placesInConfig("|\t\n a\n")).contains("2:2 AB202");
    }

    @Test
    void anInvisibleCharacterIsFoundInTheBeginningToo() {
        UserPart part = new UserPart("10_x", PartKind.CLOUD_CONFIG, "\u00A0cloud_formation: a\n");
        assertThat(Linter.lint(List.of(part), Set.of()))
                .extracting(LintFinding::code)
                .containsExactly(LintCode.YAML_INVISIBLE, LintCode.KEY_UNKNOWN);
    }

    @Test
    void aQuestionMarkInBracketsIsOneOfTwoThings() {
        assertThat(Findings.toldOfConfig("x-a: [?a]\n"))
                .containsExactly("2:7 AB217 in YAML 1.1 this '?' says that a key follows, and is not part of the text."
                        + " Put the text into quotes");
        assertThat(Findings.toldOfConfig("x-a: [a?b?c, 'a?b']\n"))
                .containsExactly("2:8 AB217 in YAML 1.1 this '?' ends the text in brackets, and cloud-init drops the"
                        + " part. Put the text into quotes");
        assertThat(Findings.placesInConfig("x-a: a?b\n")).isEmpty();
    }

    @Test
    void halfACharacterIsShown() {
        assertThat(Findings.toldOfConfig("x-a: \"a\\\\u \\ud83d\\ude00\"\n"))
                .singleElement()
                .asString()
                .startsWith("2:12 AB214 '\\ud83d' is half a character for cloud-init");
    }
}
