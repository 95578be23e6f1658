package io.amibuilder.event;

import io.amibuilder.guest.GuestWord;
import io.amibuilder.rootfs.PackedFile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What a report says of one build. */
final class BuildArticle {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final BuildRecord build;
    private final Html article;

    private BuildArticle(BuildRecord build, String anchor) {
        this.build = build;
        this.article = Html.of("article", "id", anchor);
    }

    static Html of(BuildRecord build, String anchor) {
        BuildArticle made = new BuildArticle(build, anchor);
        made.header();
        build.last(BuildEvent.Failed.class).ifPresent(made::failure);
        TimeScale scale = new TimeScale(build.begun(), build.ended());
        made.section("Timeline", Waterfall.of("What happened when", scale, new BuildRows(build).rows()));
        made.userdata();
        made.guest();
        build.last(BuildEvent.Compiled.class).ifPresent(made::files);
        made.events();
        return made.article;
    }

    private void header() {
        article.add(Html.of("header")
                .add(Html.of("h1").text(Words.line(build.label())))
                .add(Html.of("span", "class", "pill " + build.outcomeClass()).text(build.outcome())));
        Html facts = Html.of("dl", "class", "facts");
        build.last(BuildEvent.Succeeded.class).ifPresent(e -> fact(facts, "Image", e.image() + ", " + e.name()));
        build.last(BuildEvent.BaseImageFound.class)
                .ifPresent(e -> fact(
                        facts,
                        "Base image",
                        e.image().id() + ", " + e.image().name() + ", "
                                + e.image().architecture()));
        fact(facts, "Took", Words.duration(build.took()));
        fact(facts, "Begun", MOMENT.format(build.begun()) + " UTC");
        fact(facts, "Build", build.buildId());
        article.add(facts);
    }

    private static void fact(Html facts, String name, String value) {
        facts.add(Html.of("div").add(Html.of("dt").text(name)).add(Html.of("dd").text(Words.line(value))));
    }

    private void failure(BuildEvent.Failed failed) {
        Html box = Html.of("section", "class", "failure")
                .add(Html.of("h2").text("Why it failed"))
                .add(Html.of("pre").text(failed.problem()))
                .add(Html.of("p", "class", "kind").text(failed.kind()));
        list(box, "Cleaned up", failed.cleanUp().removed());
        list(box, "Still there", failed.cleanUp().left());
        article.add(box);
    }

    private static void list(Html box, String title, List<String> items) {
        if (!items.isEmpty()) {
            Html list = Html.of("ul");
            items.forEach(item -> list.add(Html.of("li").text(Words.line(item))));
            box.add(Html.of("h3").text(title)).add(list);
        }
    }

    private void userdata() {
        build.last(BuildEvent.Started.class)
                .ifPresent(started -> section(
                        "User-data",
                        SizeBar.of(
                                started.userdataBytes(),
                                build.last(BuildEvent.Compiled.class)
                                        .map(BuildEvent.Compiled::parts)
                                        .orElse(List.of()))));
    }

    private void guest() {
        List<BuildEvent.GuestSpoke> spoken = build.events(BuildEvent.GuestSpoke.class);
        if (!spoken.isEmpty()) {
            Html table = Html.of("table").add(row("th", "Heard at", "What it said", "Instance"));
            spoken.forEach(e -> table.add(
                    row("td", since(e.at()), said(e.word()), e.instance().value())));
            section("What the instance said", table);
        }
        build.last(BuildEvent.GuestLogged.class)
                .filter(logged -> !logged.lines().isEmpty())
                .ifPresent(logged -> section(
                        "End of its log",
                        Html.of("pre", "class", "scroll", "tabindex", "0").text(String.join("\n", logged.lines()))));
    }

    private static String said(GuestWord word) {
        return word instanceof GuestWord.Step step ? "began step " + step.name() : "said '" + word.text() + "'";
    }

    private void files(BuildEvent.Compiled compiled) {
        List<PackedFile> files = compiled.files();
        if (files.isEmpty()) {
            return;
        }
        long bytes = files.stream().mapToLong(PackedFile::sizeBytes).sum();
        Html table = Html.of("table").add(row("th", "Path", "Mode", "Size"));
        files.forEach(file -> table.add(row(
                "td",
                "/" + file.path(),
                Words.text("%04o", file.mode()),
                file.path().endsWith("/") ? "" : Words.bytes(file.sizeBytes()))));
        section(
                Words.text("%,d files and directories of %s", files.size(), Words.bytes(bytes)),
                Html.of("div", "class", "scroll files", "tabindex", "0").add(table));
    }

    private void events() {
        Html table = Html.of("table").add(row("th", "At", "What happened"));
        build.events().stream()
                .filter(event -> !(event instanceof BuildEvent.Detail))
                .forEach(event -> table.add(row("td", since(event.at()), EventText.of(event))));
        section("Events", Html.of("div", "class", "scroll", "tabindex", "0").add(table));
    }

    private String since(Instant at) {
        return Words.clock(Duration.between(build.begun(), at));
    }

    static Html row(String cell, String... texts) {
        Html row = Html.of("tr");
        for (String text : texts) {
            row.add(Html.of(cell).text(text));
        }
        return row;
    }

    private void section(String title, Html content) {
        article.add(Html.of("section").add(Html.of("h2").text(title)).add(content));
    }
}
