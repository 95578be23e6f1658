package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/jshell.md shows is typed into a real JShell, in one session, and every answer is compared. */
class JShellGuideIT {
    private static final String PROMPT = "jshell> ";
    private static final Pattern BLOCK = Pattern.compile("^```jshell\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    private Path scratch;

    @Test
    void everyAnswerIsAsShown() throws Exception {
        List<Exchange> shown = shown();
        assertThat(shown).hasSizeGreaterThan(10);
        Path typed = Files.write(
                scratch.resolve("typed"), shown.stream().map(Exchange::typed).toList());

        Run run = JavaProcess.run(scratch, JShell.session(scratch).redirectInput(typed.toFile()));

        assertThat(run.status()).as(run.err()).isZero();
        List<String> answers = Arrays.stream(run.out().split("(?m)^" + PROMPT, -1))
                .skip(1) // the welcome
                .map(answer -> answer.replace("\b", "").strip()) // a prompt ends in a backspace without a terminal
                .toList();
        for (int i = 0; i < shown.size(); i++) {
            if (answers.get(i).contains("MissingToolsException")) {
                continue; // it was compiled and run, and there is no QEMU here
            }
            assertThat(answers.get(i))
                    .as(shown.get(i).typed())
                    .matches(shown.get(i).pattern());
        }
    }

    @Test
    void theCommandsAreTheOnesThatAreTested() throws IOException {
        String page = Files.readString(page());
        assertThat(page).contains(command(JShell.session(scratch)).replace(JShell.LIB, "'" + JShell.LIB + "'"));
        assertThat(page)
                .contains(command(JShell.job(scratch, Map.of()))
                        .replace("-J--class-path=" + JShell.LIB, "\"-J--class-path=$lib\"")
                        .replace(JShell.LIB, "\"$lib\""));
    }

    private static String command(ProcessBuilder process) {
        return "jshell " + process.command().stream().skip(2).collect(Collectors.joining(" "));
    }

    private static List<Exchange> shown() throws IOException {
        List<Exchange> exchanges = new ArrayList<>();
        BLOCK.matcher(Files.readString(page())).results().forEach(block -> {
            for (String exchange : block.group(1).split("(?m)^" + PROMPT)) {
                if (!exchange.isBlank()) {
                    String[] lines = exchange.split("\n", 2);
                    exchanges.add(new Exchange(lines[0], lines[1].strip()));
                }
            }
        });
        return exchanges;
    }

    private static Path page() {
        return Repository.ROOT.resolve("docs/jshell.md");
    }

    /** What is typed, and what is shown of the answer; {@code [...]} stands for anything. */
    private record Exchange(String typed, String answer) {
        Pattern pattern() {
            String shown = Arrays.stream(answer.split(Pattern.quote("[...]"), -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*"));
            // a JShell without a terminal may repeat what was typed
            return Pattern.compile("(" + Pattern.quote(typed) + ")?\\s*" + shown, Pattern.DOTALL);
        }
    }
}
