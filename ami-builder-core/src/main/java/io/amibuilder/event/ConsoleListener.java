package io.amibuilder.event;

import io.amibuilder.wait.History;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** See {@link BuildListener#console(PrintStream)}. Knows the builds that are under way and nothing of those that are over. */
final class ConsoleListener implements BuildListener {
    static final Duration FRAME = Duration.ofMillis(250); // moves, and does not strain a slow connection
    private static final int ROWS = 10; // of the 24 that any terminal has

    private final PrintStream out;
    private final Terminal terminal;
    private final ConsoleText text;
    private final LiveRows live;
    private final Map<String, Course> courses = new LinkedHashMap<>();
    private Optional<Instant> first = Optional.empty();
    private int frame;

    ConsoleListener(PrintStream out, Terminal terminal, Optional<History> history) {
        this.out = out;
        this.terminal = terminal;
        this.text = new ConsoleText(terminal, history);
        this.live = new LiveRows(out);
    }

    @Override
    public synchronized void on(BuildEvent event) {
        if (event instanceof BuildEvent.CallEnded || event instanceof BuildEvent.Paused) {
            tick(event.at());
            return;
        }
        first = first.or(() -> Optional.of(event.at()));
        Course course = courses.computeIfAbsent(event.buildId(), id -> new Course());
        List<Span> before = course.spans();
        course.on(event);
        if (course.isOver()) {
            courses.remove(event.buildId());
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < course.spans().size(); i++) {
            Span span = course.spans().get(i);
            boolean news = i >= before.size() || !before.get(i).equals(span);
            if (news && !span.isOpen()) {
                lines.add(text.ended(name(event, course), span));
            } else if (news && !terminal.live()) {
                lines.add(text.note(name(event, course), plain(course, span, i >= before.size())));
            }
        }
        if (event instanceof BuildEvent.Succeeded) {
            lines.add(text.outcome(name(event, course), event));
        } else if (event instanceof BuildEvent.Failed failed) {
            lines.add(text.outcome(name(event, course), event));
            cleanUp(failed).ifPresent(line -> lines.add(text.note(name(event, course), line)));
        }
        show(lines, event.at());
    }

    @Override
    public synchronized Optional<Duration> tick(Instant now) {
        if (!terminal.live() || courses.isEmpty()) {
            return Optional.empty();
        }
        frame++;
        show(List.of(), now);
        return Optional.of(FRAME);
    }

    private void show(List<String> lines, Instant now) {
        if (terminal.live()) {
            live.show(lines, rows(now));
            return;
        }
        String clock = Words.clock(Duration.between(first.orElse(now), now));
        lines.forEach(line -> out.println(clock + " " + line));
        out.flush();
    }

    private List<String> rows(Instant now) {
        List<String> rows = new ArrayList<>();
        courses.forEach((id, course) ->
                course.current().ifPresent(span -> rows.add(text.row(name(id, course), course, span, now, frame))));
        if (rows.size() <= ROWS) {
            return rows;
        }
        List<String> some = new ArrayList<>(rows.subList(0, ROWS - 1));
        some.add("  and " + (rows.size() - some.size()) + " more under way");
        return some;
    }

    private String plain(Course course, Span span, boolean begins) {
        String about = text.expected(course, span)
                .map(usual -> ", about " + Words.duration(usual) + " expected")
                .orElse("");
        String detail = span.detail().isEmpty() ? "" : ": " + span.detail();
        return span.stage() + (begins ? " begins" + about : "") + detail;
    }

    private static Optional<String> cleanUp(BuildEvent.Failed failed) {
        String removed = String.join(", ", failed.cleanUp().removed());
        String left = String.join(", ", failed.cleanUp().left());
        String both = (removed.isEmpty() ? "" : "removed " + removed)
                + (removed.isEmpty() || left.isEmpty() ? "" : "; ")
                + (left.isEmpty() ? "" : "left " + left);
        return Optional.of(both).filter(line -> !line.isEmpty());
    }

    private String name(BuildEvent event, Course course) {
        return name(event.buildId(), course);
    }

    /** Builds under way of one name and version are told apart by the end of their ids. */
    private String name(String id, Course course) {
        boolean alone = courses.entrySet().stream()
                .noneMatch(other ->
                        !other.getKey().equals(id) && other.getValue().label().equals(course.label()));
        return alone ? course.label() : course.label() + " #" + id.substring(Math.max(0, id.length() - 6));
    }
}
