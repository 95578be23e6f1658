package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.amibuilder.userdata.PartKind;
import io.amibuilder.userdata.UserPart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for any text. */
class LinterPropertyTest {
    private static final long SEED = 20_260_101;
    private static final int CRASH_RUNS = 6_000;
    private static final int AGREEMENT_RUNS = 5_000;
    private static final String[] PIECES = {
        "\t",
        " ",
        "\n",
        "\r\n",
        "\r",
        ":",
        ": ",
        "- ",
        "#",
        " #",
        "'",
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        "&a ",
        "*a",
        "!x ",
        "!!int ",
        "!!str ",
        "|\n",
        ">-\n",
        "? ",
        "<<: ",
        "=",
        "~",
        "yes",
        "0644",
        "22:22",
        "1_0",
        "1e3",
        "2001-02-30",
        "\u00a0",
        "\u0085",
        "\u2028",
        "\u007f",
        "\ufeff",
        "\u00e9",
        "\uD83D\uDE00",
        "\\",
        "\\u",
        "\"\\ud83d\"",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "@",
        "`",
        "0b_"
    };

    /** Such findings alone say that PyYAML cannot read the text. */
    private static final Set<LintCode> UNREADABLE = EnumSet.of(
            LintCode.YAML_SYNTAX,
            LintCode.YAML_TAB,
            LintCode.YAML_CHARACTER,
            LintCode.YAML_DOCUMENTS,
            LintCode.YAML_TAG,
            LintCode.YAML_COLLECTION_KEY,
            LintCode.YAML_INDICATOR,
            LintCode.YAML_IMPOSSIBLE_VALUE);

    /** These are errors already, whether the rest can be read or not, and as what. */
    private static final Set<LintCode> UNSURE = EnumSet.of(
            LintCode.BYTE_ORDER_MARK,
            LintCode.YAML_LINE_BREAK,
            LintCode.YAML_ANCHOR, // our parser takes more for a name
            LintCode.YAML_QUESTION_MARK,
            LintCode.YAML_DUPLICATE_KEY,
            LintCode.YAML_COLLECTION_TAG);

    @TempDir
    private Path directory;

    @Test
    void noTextMakesTheLinterFail() throws Exception {
        List<String> texts = texts();
        for (int run = 0; run < CRASH_RUNS; run++) {
            long seed = SEED + run;
            Random random = new Random(seed);
            String text =
                    new String(mutatedBytes(texts.get(random.nextInt(texts.size())), random), StandardCharsets.UTF_8);
            for (PartKind kind : PartKind.values()) {
                assertThatCode(() -> Linter.lint(List.of(new UserPart("10_x.cfg", kind, text)), Set.of()))
                        .as("seed %d, %s: %s", seed, kind, text)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void theLinterAgreesWithPyYamlOnWhatCanBeRead() throws Exception {
        RealCloudInit.require();
        List<String> bases =
                texts().stream().filter(text -> !text.contains("\\ud83d")).toList();
        List<String> texts = new ArrayList<>();
        for (int run = 0; run < AGREEMENT_RUNS; run++) {
            Random random = new Random(SEED + run);
            String text = bases.get(random.nextInt(bases.size()));
            for (int i = random.nextInt(3); i >= 0; i--) {
                text = mutated(text, random);
            }
            texts.add(text + "\n"); // our parser ends a last line that does not end, PyYAML does not
        }
        List<Map<?, ?>> answers = RealCloudInit.ask(directory, texts);
        List<String> disagreements = new ArrayList<>();
        for (int run = 0; run < texts.size(); run++) {
            Set<LintCode> codes =
                    Linter.lint(List.of(new UserPart("10_x.cfg", PartKind.CLOUD_CONFIG, texts.get(run))), Set.of())
                            .stream()
                            .map(LintFinding::code)
                            .collect(Collectors.toCollection(() -> EnumSet.noneOf(LintCode.class)));
            boolean refuses = codes.stream().anyMatch(UNREADABLE::contains);
            boolean unsure = codes.stream().anyMatch(UNSURE::contains);
            Object python = answers.get(run).get("ok");
            boolean same = python == null
                    || texts.get(run).contains("<<") // merged there, kept here
                    || refuses
                    || Canonical.of(texts.get(run)).filter(python::equals).isPresent();
            if (!unsure && (refuses == (python != null) || !same)) {
                disagreements.add("seed %d: the linter says %s, PyYAML %s: %s"
                        .formatted(SEED + run, codes, answers.get(run), texts.get(run)));
            }
        }
        assertThat(disagreements).isEmpty();
    }

    private static List<String> texts() throws Exception {
        List<String> texts = new ArrayList<>();
        for (Path config : OrdinaryConfigsTest.configs()) {
            texts.add(OrdinaryConfigsTest.text(config));
        }
        LintPage.sections().forEach(section -> texts.addAll(section.right().values()));
        texts.removeIf(
                text -> PartKind.of(text).filter(PartKind.CLOUD_CONFIG::equals).isEmpty());
        return texts;
    }

    private static byte[] mutatedBytes(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(8); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static String mutated(String text, Random random) {
        int at = random.nextInt(text.length());
        at -= Character.isLowSurrogate(text.charAt(at)) ? 1 : 0;
        int cut = Math.min(text.length(), at + random.nextInt(3));
        cut += cut < text.length() && Character.isLowSurrogate(text.charAt(cut)) ? 1 : 0;
        return text.substring(0, at) + PIECES[random.nextInt(PIECES.length)] + text.substring(cut);
    }
}
