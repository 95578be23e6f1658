package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.userdata.PartKind;
import io.amibuilder.userdata.UserPart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/lint.md says of each code what is so. */
class LintDocsTest {
    @TempDir
    private Path directory;

    static Stream<LintPage.Section> sections() throws Exception {
        return LintPage.sections().stream();
    }

    @Test
    void everyCodeHasASectionInItsOrder() throws Exception {
        assertThat(sections().map(LintPage.Section::id))
                .containsExactly(
                        Arrays.stream(LintCode.values()).map(LintCode::id).toArray(String[]::new));
        assertThat(sections()).allSatisfy(section -> {
            LintCode code = LintCode.of(section.id()).orElseThrow();
            assertThat(section.text()).contains("`%s`, %s: %s.".formatted(code.name(), code.severity(), code.title()));
        });
    }

    @Test
    void theWrongExampleIsFound() throws Exception {
        assertThat(sections())
                .isNotEmpty()
                .allSatisfy(section -> assertThat(lint(section.wrong()))
                        .extracting(finding -> finding.code().id())
                        .containsOnly(section.id()));
    }

    @Test
    void theRightExampleIsFine() throws Exception {
        assertThat(sections())
                .isNotEmpty()
                .allSatisfy(section ->
                        assertThat(lint(section.right())).as(section.id()).isEmpty());
    }

    @Test
    void cloudInitDoesWhatIsSaid() throws Exception {
        RealCloudInit.require();
        List<LintPage.Section> claims =
                sections().filter(section -> section.claim().isPresent()).toList();
        List<Map<?, ?>> answers = RealCloudInit.ask(
                directory, claims.stream().map(LintPage.Section::wrong).toList());
        for (int i = 0; i < claims.size(); i++) {
            check(claims.get(i), answers.get(i));
        }
    }

    @Test
    void cloudInitTakesTheRightExamplesWhole() throws Exception {
        RealCloudInit.require();
        List<LintPage.Section> all = sections().toList();
        List<Map<?, ?>> answers = RealCloudInit.ask(
                directory, all.stream().map(LintPage.Section::right).toList());
        for (int i = 0; i < all.size(); i++) {
            Map<?, ?> answer = answers.get(i);
            assertThat(answer.get("dropped")).as("%s: %s", all.get(i), answer).isEqualTo(0);
            for (String outcome : List.of("shellify", "packages", "users", "files")) {
                assertThat(answer.get(outcome).toString())
                        .as("%s of %s: %s", outcome, all.get(i), answer)
                        .startsWith("{ok=");
            }
        }
    }

    private static void check(LintPage.Section section, Map<?, ?> answer) {
        String[] claim = section.claim().orElseThrow().split(" ", 3);
        String description = section + " gives " + answer;
        Map<?, ?> outcome = answer.get(claim[0]) instanceof Map<?, ?> map ? map : Map.of();
        switch (claim[0]) {
            case "lost" ->
                assertThat(answer.containsKey("lost")).as(description).isTrue();
            case "dropped" -> assertThat(answer.get("dropped")).as(description).isEqualTo(1);
            case "filtered" ->
                assertThat((Map<?, ?>) answer.get("config")).as(description).isEmpty();
            case "config" ->
                assertThat(outcome)
                        .as(description)
                        .isEqualTo(
                                RealCloudInit.json(section.claim().orElseThrow().substring("config ".length())));
            default -> checkOutcome(claim, outcome, description);
        }
    }

    private static void checkOutcome(String[] claim, Map<?, ?> outcome, String description) {
        if (claim[1].equals("fails") || claim[1].equals("fail")) {
            assertThat(outcome.containsKey("fails")).as(description).isTrue();
        } else if (claim[1].equals("skipped")) {
            assertThat((List<?>) outcome.get("ok")).as(description).isEmpty();
        } else {
            Map<?, ?> file = (Map<?, ?>) ((List<?>) outcome.get("ok")).get(0);
            assertThat(file.get(claim[1])).as(description).isEqualTo(claim[2]);
        }
    }

    static List<LintFinding> lint(Map<String, String> parts) {
        List<UserPart> user = new ArrayList<>();
        new HashMap<>(parts).forEach((name, text) -> user.add(new UserPart(name, kind(text), text)));
        return Linter.lint(user, Set.of());
    }

    private static PartKind kind(String text) {
        return PartKind.of(text.replace("\uFEFF", "").toLowerCase(Locale.ROOT)).orElseThrow();
    }
}
