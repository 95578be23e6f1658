package io.amibuilder.event;

import io.amibuilder.userdata.PartSize;
import io.amibuilder.userdata.Userdata;
import java.util.List;

/** What fills the user-data: one bar for all it may hold, and a table of its parts. */
final class SizeBar {
    private static final int COLOURS = 8; // of the style sheet; further parts begin again
    private static final String HEIGHT = "30";

    private SizeBar() {}

    static Html of(int userdataBytes, List<PartSize> known) {
        List<PartSize> parts =
                known.isEmpty() ? List.of(new PartSize("user-data", userdataBytes, userdataBytes)) : known;
        Html svg = Html.of("svg", "class", "sizes", "height", HEIGHT, "role", "img")
                .add(Html.of("title").text("The user-data of 16,384 bytes by part"))
                .add(bar(0, Userdata.MAX_BYTES, "room", "room"));
        Html table = Html.of("table", "class", "parts")
                .add(BuildArticle.row("th", "Part", "As written", "Its share", "Of all"));
        int from = 0;
        for (int i = 0; i < parts.size(); i++) {
            PartSize part = parts.get(i);
            String colour = "part-" + i % COLOURS;
            int share = Math.max(0, part.shareBytes());
            svg.add(bar(from, share, colour, part.name()));
            from += share;
            table.add(row(colour, part.name(), bytes(part.textBytes()), part.shareBytes()));
        }
        table.add(row("room", "room left", "", Userdata.MAX_BYTES - userdataBytes));
        return Html.of("div")
                .add(Html.of("p", "class", "lead")
                        .text(Words.text("%,d of %,d bytes", userdataBytes, Userdata.MAX_BYTES)))
                .add(svg)
                .add(table);
    }

    private static Html row(String colour, String name, String written, int share) {
        return Html.of("tr")
                .add(Html.of("td")
                        .add(Html.of("span", "class", "swatch " + colour))
                        .text(name))
                .add(Html.of("td").text(written))
                .add(Html.of("td").text(bytes(share)))
                .add(Html.of("td").text(Words.text("%.1f %%", 100.0 * share / Userdata.MAX_BYTES)));
    }

    private static Html bar(int from, int bytes, String colour, String name) {
        return Html.of(
                        "rect",
                        "class",
                        "size " + colour,
                        "x",
                        Waterfall.percent(100.0 * from / Userdata.MAX_BYTES),
                        "width",
                        Waterfall.percent(100.0 * bytes / Userdata.MAX_BYTES),
                        "y",
                        "0",
                        "height",
                        HEIGHT)
                .add(Html.of("title").text(Words.line(name) + ", " + bytes(bytes) + " bytes"));
    }

    private static String bytes(int bytes) {
        return Words.text("%,d", bytes);
    }
}
