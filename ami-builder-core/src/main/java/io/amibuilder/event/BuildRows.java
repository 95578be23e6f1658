package io.amibuilder.event;

import io.amibuilder.event.Waterfall.Mark;
import io.amibuilder.event.Waterfall.Row;
import io.amibuilder.guest.GuestWord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What happened in a build, as the rows of a chart. */
final class BuildRows {
    private final BuildRecord build;

    BuildRows(BuildRecord build) {
        this.build = build;
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.heading("Stages"));
        for (Span span : build.spans()) {
            rows.add(new Row(
                    span.stage().toString(), Words.duration(span.took(build.ended())), List.of(mark(span, build))));
        }
        steps(rows);
        calls(rows);
        pauses(rows);
        return rows;
    }

    static Mark mark(Span span, BuildRecord build) {
        String title = span.stage() + ", " + Words.duration(span.took(build.ended()))
                + (span.detail().isEmpty() ? "" : ": " + span.detail());
        String colour = "stage-" + span.stage() + (span.failed() ? " failed" : "");
        return new Mark(span.from(), span.to().orElse(build.ended()), colour, title);
    }

    /** Each step lasts until the next one is heard of, the last one until the instance has said how it ended. */
    private void steps(List<Row> rows) {
        List<BuildEvent.GuestSpoke> spoken = build.events(BuildEvent.GuestSpoke.class);
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < spoken.size(); i++) {
            if (spoken.get(i).word() instanceof GuestWord.Step step) {
                Instant to = i + 1 < spoken.size() ? spoken.get(i + 1).at() : build.ended();
                marks.add(new Mark(spoken.get(i).at(), to, "step-" + marks.size() % 2, step.name()));
            }
        }
        if (!marks.isEmpty()) {
            rows.add(Row.heading("Instance"));
            rows.add(new Row("steps", marks.size() + (marks.size() == 1 ? " step" : " steps"), marks));
        }
    }

    private void calls(List<Row> rows) {
        Map<String, List<BuildEvent.CallEnded>> calls = new LinkedHashMap<>();
        build.events(BuildEvent.CallEnded.class)
                .forEach(call -> calls.computeIfAbsent(call.call(), name -> new ArrayList<>())
                        .add(call));
        if (!calls.isEmpty()) {
            rows.add(Row.heading("Calls"));
        }
        calls.forEach((name, all) -> {
            Duration took = all.stream().map(BuildEvent.CallEnded::took).reduce(Duration.ZERO, Duration::plus);
            String amount = (all.size() > 1 ? all.size() + " calls, " : "") + Words.duration(took);
            rows.add(new Row(name, amount, all.stream().map(BuildRows::mark).toList()));
        });
    }

    private static Mark mark(BuildEvent.CallEnded call) {
        String how = call.call() + ", " + Words.duration(call.took()) + (call.failed() ? ", failed" : "");
        return new Mark(call.at().minus(call.took()), call.at(), call.failed() ? "call failed" : "call", how);
    }

    /** A pause ends when the next thing happens, which an outside event may have brought forward. */
    private void pauses(List<Row> rows) {
        List<BuildEvent> events = build.events();
        List<Mark> marks = new ArrayList<>();
        Duration all = Duration.ZERO;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof BuildEvent.Paused pause) {
                Instant due = pause.at().plus(pause.pause());
                Instant next = i + 1 < events.size() ? begun(events.get(i + 1)) : due;
                Instant to = next.isBefore(due) ? next : due;
                all = all.plus(Duration.between(pause.at(), to));
                marks.add(new Mark(pause.at(), to, "pause", "pause of " + Words.duration(pause.pause())));
            }
        }
        if (!marks.isEmpty()) {
            rows.add(Row.heading("Pauses"));
            rows.add(new Row("between looks", Words.duration(all), marks));
        }
    }

    private static Instant begun(BuildEvent event) {
        return event instanceof BuildEvent.CallEnded call ? call.at().minus(call.took()) : event.at();
    }
}
