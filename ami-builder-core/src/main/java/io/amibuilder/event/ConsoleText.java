package io.amibuilder.event;

import io.amibuilder.wait.History;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The lines of a console about builds, in colour or plain. */
final class ConsoleText {
    private static final int LABEL = 28; // leaves room for a stage and its time in 60 columns
    private static final int BAR = 12;
    private static final int LATEST = 5; // a source changes, so what was long ago says little
    private static final String GREEN = "32";
    private static final String RED = "31";
    private static final String CYAN = "36";
    private static final String DIM = "2";

    private final Terminal terminal;
    private final Optional<History> history;
    private int width;

    ConsoleText(Terminal terminal, Optional<History> history) {
        this.terminal = terminal;
        this.history = history;
    }

    /** A stage under way. */
    String row(String name, Course course, Span span, Instant now, int frame) {
        String spinner = terminal.unicode() ? "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏" : "|/-\\";
        String mark = spinner.substring(frame % spinner.length(), frame % spinner.length() + 1);
        Optional<Duration> expected = expected(course, span);
        Optional<Integer> percent = course.percent().or(() -> expected.map(usual -> percent(span.took(now), usual)));
        String about = expected.map(usual -> "of about " + Words.duration(usual) + "  ")
                .orElse("");
        return paint(CYAN, mark) + " " + head(name, span, span.took(now))
                + paint(CYAN, percent.map(this::bar).orElse("")) + about + paint(DIM, Words.line(span.detail()));
    }

    /** A stage that is over. */
    String ended(String name, Span span) {
        return mark(span.failed()) + " " + head(name, span, span.took(span.from()))
                + paint(DIM, Words.line(span.detail()));
    }

    /** How the build ended. */
    String outcome(String name, BuildEvent event) {
        boolean failed = event instanceof BuildEvent.Failed;
        String first = EventText.of(event).lines().findFirst().orElse("");
        return mark(failed) + " " + label(name) + "  " + paint(failed ? RED : GREEN, Words.line(first));
    }

    /** Something else about a build. */
    String note(String name, String text) {
        return sign(" ", "      ") + " " + label(name) + "  " + Words.line(text);
    }

    private String mark(boolean failed) {
        return failed ? paint(RED, sign("✗", "FAILED")) : paint(GREEN, sign("✓", "done  "));
    }

    /** How long such a stage took lately: the middle one. */
    Optional<Duration> expected(Course course, Span span) {
        return history.flatMap(from -> span.stage().phase().map(phase -> from.durations(course.name(), phase)))
                .filter(known -> !known.isEmpty())
                .map(known -> middle(known.subList(Math.max(0, known.size() - LATEST), known.size())));
    }

    private static Duration middle(List<Duration> latest) {
        return latest.stream().sorted().toList().get(latest.size() / 2);
    }

    private static int percent(Duration elapsed, Duration usual) {
        return usual.isZero() ? 100 : (int) Math.min(100, 100 * elapsed.toMillis() / Math.max(1, usual.toMillis()));
    }

    private String bar(int percent) {
        int done = BAR * percent / 100;
        return sign("━", "#").repeat(done) + sign("─", ".").repeat(BAR - done) + "  ";
    }

    private String head(String name, Span span, Duration took) {
        return label(name) + "  " + Words.text("%-8s %11s  ", span.stage(), Words.duration(took));
    }

    /** All labels so far stand below each other; a long one loses its middle. */
    String label(String name) {
        String clean = Words.line(name);
        String dots = sign("…", "~");
        String whole = clean.length() <= LABEL
                ? clean
                : clean.substring(0, LABEL / 2) + dots + clean.substring(clean.length() - LABEL / 2 + 1);
        width = Math.max(width, whole.length());
        return whole + " ".repeat(width - whole.length());
    }

    private String sign(String unicode, String ascii) {
        return terminal.unicode() ? unicode : ascii;
    }

    private String paint(String colour, String text) {
        return !terminal.live() || text.isEmpty() ? text : "\u001b[" + colour + "m" + text + "\u001b[0m";
    }
}
