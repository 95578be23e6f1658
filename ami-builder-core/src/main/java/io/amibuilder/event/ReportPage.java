package io.amibuilder.event;

import io.amibuilder.event.Waterfall.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The page of a {@link TimelineReport}. */
final class ReportPage {
    private static final String SHEET = "timeline-report.css";
    // Nothing is fetched and no script runs, whatever a name may hold
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private ReportPage() {}

    static String of(Collection<BuildRecord> builds) {
        String title = builds.size() == 1
                ? builds.stream().map(BuildRecord::label).collect(Collectors.joining())
                : builds.size() + " builds";
        Html head = Html.of("head")
                .add(Html.of("meta", "charset", "utf-8"))
                .add(Html.of("meta", "http-equiv", "Content-Security-Policy", "content", POLICY))
                .add(Html.of("meta", "name", "viewport", "content", "width=device-width, initial-scale=1"))
                .add(Html.of("meta", "name", "color-scheme", "content", "light dark"))
                .add(Html.of("title").text(Words.line(title) + " · ami-builder"))
                .add(Html.style(sheet()));
        Html body = Html.of("body");
        List<BuildRecord> all = List.copyOf(builds);
        if (all.size() > 1) {
            body.add(overview(all));
        }
        for (int i = 0; i < all.size(); i++) {
            body.add(BuildArticle.of(all.get(i), "build-" + (i + 1)));
        }
        body.add(Html.of("footer").text("Made by ami-builder. Times are UTC, sizes are decimal."));
        return "<!DOCTYPE html>\n" + Html.of("html", "lang", "en").add(head).add(body);
    }

    private static Html overview(List<BuildRecord> builds) {
        Instant from = builds.stream()
                .map(BuildRecord::begun)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant to = builds.stream()
                .map(BuildRecord::ended)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<Row> rows = builds.stream()
                .map(build -> new Row(
                        build.label(),
                        Words.duration(build.took()),
                        build.spans().stream()
                                .map(span -> BuildRows.mark(span, build))
                                .toList()))
                .toList();
        Html legend = Html.of("ul", "class", "legend");
        for (Stage stage : Stage.values()) {
            legend.add(Html.of("li")
                    .add(Html.of("span", "class", "swatch stage-" + stage))
                    .text(stage.toString()));
        }
        Html links = Html.of("ol", "class", "builds");
        for (int i = 0; i < builds.size(); i++) {
            BuildRecord build = builds.get(i);
            links.add(Html.of("li")
                    .add(Html.of("a", "href", "#build-" + (i + 1)).text(Words.line(build.label())))
                    .text(" ")
                    .add(Html.of("span", "class", "pill " + build.outcomeClass())
                            .text(build.outcome())));
        }
        return Html.of("article")
                .add(Html.of("header").add(Html.of("h1").text(builds.size() + " builds")))
                .add(Html.of("section")
                        .add(Waterfall.of("The stages of all builds over time", new TimeScale(from, to), rows))
                        .add(legend))
                .add(links);
    }

    private static String sheet() {
        try (InputStream in = ReportPage.class.getResourceAsStream(SHEET)) {
            return new String(Objects.requireNonNull(in, SHEET).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the style sheet of the report", e);
        }
    }
}
