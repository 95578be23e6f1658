package io.amibuilder.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.wait.History;
import io.amibuilder.wait.Phase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleListenerTest {
    private static final Terminal LIVE = new Terminal(true, true);
    private static final Terminal PLAIN = new Terminal(false, false);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource({
        "true, TERM=xterm LANG=en_US.UTF-8, true, true",
        "true, TERM=xterm LANG=C, true, false",
        "true, TERM=xterm LANG=en_US.UTF-8 LC_ALL=C, true, false",
        "true, WT_SESSION=1, true, false",
        "true, TERM=dumb, false, false",
        "true, LANG=C, false, false",
        "true, TERM=xterm NO_COLOR=1, false, false",
        "true, TERM=xterm CI=true, false, false",
        "true, TERM=xterm CI=false, true, false",
        "false, TERM=xterm LANG=C.utf8, false, true"
    })
    void aLineMovesOnlyWhereSomebodyWatches(boolean terminal, String environment, boolean live, boolean unicode) {
        Map<String, String> variables = new HashMap<>();
        for (String pair : environment.split(" ")) {
            variables.put(pair.split("=")[0], pair.split("=")[1]);
        }
        assertThat(Terminal.of(variables, terminal)).isEqualTo(new Terminal(live, unicode));
    }

    @Test
    void anyOtherStreamThanTheProcessesOwnIsAFile() {
        assertThat(Terminal.of(out).live()).isFalse();
    }

    @Test
    void aFileGetsPlainLines() throws Exception {
        tell(new ConsoleListener(out, PLAIN, Optional.of(history())), Story.whole());

        Golden.require("console-plain.txt", text());
        assertThat(text()).doesNotContain("\u001b");
    }

    @Test
    void aTerminalIsLeftWithOneLineForEachStage() throws Exception {
        tell(new ConsoleListener(out, LIVE, Optional.of(history())), Story.whole());

        Golden.require("console-terminal.txt", new Screen(100, 24).show(text()).toString());
    }

    @Test
    void oneLineMovesMeanwhile() {
        ConsoleListener console = new ConsoleListener(out, LIVE, Optional.of(history()));
        Instant image = null;
        for (BuildEvent event : Story.whole()) {
            console.on(event);
            if (event instanceof BuildEvent.ImageRequested) {
                image = event.at();
                break;
            }
        }
        assertThat(console.tick(image.plusSeconds(600))).contains(ConsoleListener.FRAME);
        List<String> before = new Screen(100, 24).show(text()).lines();
        console.tick(image.plusSeconds(601));
        List<String> after = new Screen(100, 24).show(text()).lines();

        assertThat(last(before)).contains("image", "10 min 00 s", "━━━─────────", "of about 30 min 00 s", "ami-");
        assertThat(last(after)).contains("10 min 01 s").isNotEqualTo(last(before));
        assertThat(after.subList(0, after.size() - 1)).isEqualTo(before.subList(0, before.size() - 1));
    }

    @Test
    void anUploadTellsItsShare() {
        ConsoleListener console = new ConsoleListener(out, LIVE, Optional.empty());
        for (BuildEvent event : Story.whole()) {
            if (event instanceof BuildEvent.RootfsStored) {
                break;
            }
            console.on(event);
        }
        assertThat(last(new Screen(100, 24).show(text()).lines()))
                .contains("upload", "━━━━━━━─────", "64 % of 48.3 MB");
    }

    @Test
    void aTinyTerminalIsNotGarbled() {
        tell(new ConsoleListener(out, LIVE, Optional.empty()), Story.whole());

        List<String> screen = new Screen(30, 40).show(text()).lines();
        assertThat(screen)
                .filteredOn(line -> line.contains("jenkins-agent 1.4.0"))
                .hasSize(8); // wrapped, and nothing twice
        assertThat(screen).noneMatch(line -> line.contains("⠋") || line.contains("⠙"));
    }

    @Test
    void severalBuildsMoveBelowEachOther() {
        ConsoleListener console = new ConsoleListener(out, LIVE, Optional.empty());
        List<BuildEvent> fleet = fleet(14);
        fleet.stream()
                .filter(event -> event.at().isBefore(Story.BEGUN.plusSeconds(270)))
                .forEach(console::on);

        List<String> lines = new Screen(100, 60).show(text()).lines();
        assertThat(last(lines)).isEqualTo("  and 2 more under way");
        assertThat(lines.subList(lines.size() - 10, lines.size() - 1))
                .allMatch(line -> line.matches("[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] service-\\d+ 1\\.4\\.0 +(install|image|proof) .*"));

        fleet.stream()
                .filter(event -> !event.at().isBefore(Story.BEGUN.plusSeconds(270)))
                .forEach(console::on);
        assertThat(new Screen(100, 90).show(text()).lines())
                .noneMatch(line -> line.contains("under way"))
                .filteredOn(line -> line.contains("is ready"))
                .hasSize(14);
        assertThat(console.tick(Story.BEGUN)).isEmpty();
    }

    @Test
    void buildsOfOneNameAreToldApart() {
        ConsoleListener console = new ConsoleListener(out, PLAIN, Optional.empty());
        for (String id : List.of("build-one", "build-two")) {
            console.on(new BuildEvent.Started(Story.BEGUN, id, "agent", "1", 100));
            console.on(new BuildEvent.Compiled(Story.BEGUN, id, List.of(), List.of(), 0));
        }
        assertThat(text()).contains("agent 1  launch begins", "agent 1 #ld-two  launch begins");
    }

    @Test
    void aFailureSaysWhyAndWhatWasCleanedUp() {
        tell(new ConsoleListener(out, LIVE, Optional.empty()), Story.failing("install.sh"));

        assertThat(new Screen(200, 24).show(text()).lines())
                .anySatisfy(line -> assertThat(line).startsWith("✗ install").contains("proof"))
                .anySatisfy(line -> assertThat(line).contains("failed: instance i-0c0ffee0c0ffee000 failed in step"))
                .anySatisfy(line -> assertThat(line)
                        .contains("removed instance i-0c0ffee0c0ffee000; left report b-4712-report.txt"));
    }

    @Test
    void nobodyElseSteersTheTerminal() {
        tell(new ConsoleListener(out, PLAIN, Optional.empty()), Story.failing(Story.HOSTILE));
        assertThat(text()).doesNotContain("\u001b", "\u0007", "\u202e");
    }

    @Test
    void whatOthersPrintMeanwhileStands() {
        ConsoleListener console = new ConsoleListener(out, LIVE, Optional.empty());
        List<BuildEvent> story = Story.whole();
        story.subList(0, 60).forEach(console::on);
        out.print(
                "somebody else was here, and said so on a line of this length that is long enough to cover a row\r\n");
        story.subList(60, story.size()).forEach(console::on);

        assertThat(new Screen(100, 30).show(text()).lines())
                .anyMatch(line -> line.startsWith("somebody else was here"));
    }

    static List<BuildEvent> fleet(int builds) {
        List<BuildEvent> events = new ArrayList<>();
        for (int i = 0; i < builds; i++) {
            events.addAll(Story.small(i, Duration.ofSeconds(20L * i)));
        }
        events.sort(Comparator.comparing(BuildEvent::at));
        return events;
    }

    private static History history() {
        History history = History.inMemory();
        for (int minutes : new int[] {11, 9, 10}) {
            history.add("jenkins-agent", Phase.INSTANCE, Duration.ofMinutes(minutes));
            history.add("jenkins-agent", Phase.IMAGE, Duration.ofMinutes(3L * minutes));
        }
        return history;
    }

    private static void tell(BuildListener listener, List<BuildEvent> events) {
        events.forEach(listener::on);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }
}
