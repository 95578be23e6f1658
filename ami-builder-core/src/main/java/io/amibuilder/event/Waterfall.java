package io.amibuilder.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A chart of rows over one time: names at the left, marks in an SVG of any width, amounts at the right. */
final class Waterfall {
    private static final int ROW = 26; // also in the style sheet: the three columns are rows of this height
    private static final int BAR = 14;
    private static final double THIN = 0.3; // percent of the width: what is shorter would not be seen
    private static final double NEAR = 0.2; // marks that are nearer than this are one

    /** A bar from one moment to another; the class says its colour, the title appears below the pointer. */
    record Mark(Instant from, Instant to, String colour, String title) {}

    /** One row; a heading when it has neither marks nor an amount. */
    record Row(String name, String amount, List<Mark> marks) {
        static Row heading(String name) {
            return new Row(name, "", List.of());
        }

        boolean isHeading() {
            return marks.isEmpty() && amount.isEmpty();
        }
    }

    private Waterfall() {}

    static Html of(String title, TimeScale scale, List<Row> rows) {
        int height = ROW * (rows.size() + 1);
        Html names = Html.of("div", "class", "names").add(Html.of("div", "class", "axis"));
        Html amounts = Html.of("div", "class", "amounts").add(Html.of("div", "class", "axis"));
        Html svg = Html.of("svg", "class", "waterfall", "height", String.valueOf(height), "role", "img")
                .add(Html.of("title").text(title));
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            names.add(Html.of("div", "class", row.isHeading() ? "heading" : "name", "title", Words.line(row.name()))
                    .text(Words.line(row.name())));
            amounts.add(Html.of("div", "class", "amount").text(row.amount()));
            if (!row.isHeading()) {
                svg.add(rect(0, 100, ROW * (i + 1) + 1, ROW - 2, "track"));
            }
        }
        grid(svg, scale, height);
        for (int i = 0; i < rows.size(); i++) {
            int y = ROW * (i + 1) + (ROW - BAR) / 2;
            merged(scale, rows.get(i).marks()).forEach(mark -> svg.add(mark(scale, mark, y)));
        }
        return Html.of("div", "class", "chart").add(names).add(svg).add(amounts);
    }

    private static void grid(Html svg, TimeScale scale, int height) {
        List<Duration> ticks = scale.ticks();
        for (int i = 0; i < ticks.size(); i++) {
            Duration tick = ticks.get(i);
            String x = percent(scale.at(tick));
            String top = String.valueOf(ROW - 6);
            svg.add(Html.of("line", "class", "grid", "x1", x, "x2", x, "y1", top, "y2", String.valueOf(height)));
            String anchor = tick.isZero() ? "start" : "middle";
            String kind = i % 3 == 0 ? "major" : "minor"; // only the former where there is little room
            svg.add(Html.of("text", "class", kind, "x", x, "y", "14", "text-anchor", anchor)
                    .text(label(tick)));
        }
    }

    private static String label(Duration tick) {
        if (tick.toHours() > 0) {
            return Words.text("%d:%02d h", tick.toHours(), tick.toMinutesPart());
        } else if (tick.toMinutes() > 0) {
            String seconds = tick.toSecondsPart() > 0 ? Words.text(":%02d", tick.toSecondsPart()) : "";
            return tick.toMinutes() + seconds + " min";
        }
        return tick.isZero() ? "0" : tick.toSeconds() + " s";
    }

    /** Hundreds of looks of one kind are as many marks as can be told apart. */
    private static List<Mark> merged(TimeScale scale, List<Mark> marks) {
        List<Mark> merged = new ArrayList<>();
        int count = 1;
        for (Mark mark : marks) {
            Mark before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            boolean pause = mark.colour().equals("pause");
            boolean near = before != null
                    && before.colour().equals(mark.colour())
                    && (pause || mark.colour().startsWith("call"))
                    && scale.at(mark.from()) - Math.max(scale.at(before.to()), scale.at(before.from()) + THIN) < NEAR;
            count = near ? count + 1 : 1;
            if (before != null && near) {
                Instant to = mark.to().isAfter(before.to()) ? mark.to() : before.to();
                merged.set(
                        merged.size() - 1,
                        new Mark(before.from(), to, mark.colour(), count + (pause ? " pauses" : " calls")));
            } else {
                merged.add(mark);
            }
        }
        return merged;
    }

    private static Html mark(TimeScale scale, Mark mark, int y) {
        double width = Math.max(THIN, scale.at(mark.to()) - scale.at(mark.from()));
        double x = Math.min(scale.at(mark.from()), 100 - width); // the last one is not cut off
        return rect(x, width, y, BAR, "mark " + mark.colour())
                .add(Html.of("title").text(Words.line(mark.title())));
    }

    private static Html rect(double x, double width, int y, int height, String kind) {
        return Html.of(
                "rect",
                "class",
                kind,
                "x",
                percent(x),
                "width",
                percent(width),
                "y",
                String.valueOf(y),
                "height",
                String.valueOf(height));
    }

    static String percent(double value) {
        return Words.text("%.3f%%", value);
    }
}
