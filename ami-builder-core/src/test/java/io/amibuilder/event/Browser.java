package io.amibuilder.event;

import io.amibuilder.RealTools;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A real browser without a window, which looks at one page and ends. */
final class Browser {
    // Runs in a copy of the page whose policy allows it; percent-encoded, since the answer comes back inside HTML
    private static final String MEASURE = """
            const of = e => e.getAttribute('class') || e.tagName.toLowerCase();
            const seen = e => { const s = getComputedStyle(e), b = e.getBoundingClientRect();
              let p = e; while (p && getComputedStyle(p).backgroundColor === 'rgba(0, 0, 0, 0)') p = p.parentElement;
              const clip = e.closest('.scroll'); // what is scrolled out of sight has no height
              const low = clip && clip !== e ? Math.min(b.bottom, clip.getBoundingClientRect().bottom) : b.bottom;
              return { kind: of(e), tag: e.tagName.toLowerCase(), text: e.textContent, x: b.x, y: b.y + scrollY, w: b.width,
                h: Math.max(0, low - b.y), fill: s.fill, color: e.tagName === 'text' ? s.fill : s.color,
                behind: p ? getComputedStyle(p).backgroundColor : 'none' }; };
            const boxes = [...document.querySelectorAll('body *:not(title):not(script)')].map(seen);
            const page = { title: document.title, width: document.documentElement.scrollWidth,
              scripts: document.scripts.length, boxes };
            document.body.innerHTML = '<pre id="measured">' + encodeURIComponent(JSON.stringify(page)) + '</pre>';
            """;

    private final Path directory;

    /** Works in this directory, and leaves what it has seen there. */
    Browser(Path directory) {
        RealTools.require("chromium");
        this.directory = directory;
    }

    /** One element as it is laid out, in pixels from the top left of the page, with its colours. */
    record Box(
            String kind,
            String tag,
            String text,
            double x,
            double y,
            double w,
            double h,
            int fill,
            int color,
            int behind) {
        boolean overlaps(Box other) {
            return x < other.x + other.w - 1 && other.x < x + w - 1 && y < other.y + other.h - 1 && other.y < y + h - 1;
        }
    }

    /** A page as it is laid out. */
    record Page(String title, int width, int scripts, List<Box> boxes) {
        List<Box> of(String kind) {
            return boxes.stream()
                    .filter(box -> List.of(box.kind().split(" ")).contains(kind) && box.w() > 0)
                    .toList();
        }
    }

    @SuppressWarnings("unchecked") // the script above has written it
    Page measure(String html, int width, boolean dark) throws IOException, InterruptedException {
        String policy = "default-src 'none'; style-src";
        if (!html.contains(policy.replace("'", "&#39;"))) {
            throw new IllegalArgumentException("the page must have a policy that allows no script");
        }
        String open = html.replace(policy.replace("'", "&#39;"), "script-src 'unsafe-inline'; style-src")
                .replace("</body>", "<script>" + MEASURE + "</script></body>");
        String dom = look(open, width, 1000, dark, "--dump-dom");
        String start = "<pre id=\"measured\">";
        int at = dom.indexOf(start) + start.length();
        String json = URLDecoder.decode(
                dom.substring(at, dom.indexOf("</pre>", at)).replace("+", "%2B"), StandardCharsets.UTF_8);
        Map<String, Object> page = (Map<String, Object>)
                new Load(LoadSettings.builder().setCodePointLimit(100_000_000).build()).loadFromString(json);
        List<Box> boxes = new ArrayList<>();
        for (Map<String, Object> box : (List<Map<String, Object>>) page.get("boxes")) {
            boxes.add(new Box(
                    (String) box.get("kind"),
                    (String) box.get("tag"),
                    (String) box.get("text"),
                    number(box.get("x")),
                    number(box.get("y")),
                    number(box.get("w")),
                    number(box.get("h")),
                    colour((String) box.get("fill")),
                    colour((String) box.get("color")),
                    colour((String) box.get("behind"))));
        }
        return new Page((String) page.get("title"), (Integer) page.get("width"), (Integer) page.get("scripts"), boxes);
    }

    BufferedImage picture(String html, int width, int height, boolean dark) throws IOException, InterruptedException {
        Path file = directory.resolve("page.png");
        look(html, width, height, dark, "--screenshot=" + file);
        return ImageIO.read(file.toFile());
    }

    Path print(String html) throws IOException, InterruptedException {
        Path file = directory.resolve("page.pdf");
        look(html, 1000, 1000, false, "--print-to-pdf=" + file);
        return file;
    }

    private String look(String html, int width, int height, boolean dark, String what)
            throws IOException, InterruptedException {
        Path page = Files.writeString(directory.resolve("page.html"), html);
        Path profile = Files.createTempDirectory(directory, "profile");
        return RealTools.run(
                directory,
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--force-device-scale-factor=1",
                "--force-color-profile=srgb",
                "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
                "--user-data-dir=" + profile,
                "--window-size=" + width + "," + height,
                what,
                page.toUri().toString());
    }

    private static double number(Object number) {
        return ((Number) number).doubleValue();
    }

    /** From {@code rgb(1, 2, 3)}; -1 when it is none. */
    private static int colour(String css) {
        if (!css.startsWith("rgb(")) {
            return -1;
        }
        String[] parts = css.substring(4, css.length() - 1).split(", *");
        return (Integer.parseInt(parts[0]) << 16) | (Integer.parseInt(parts[1]) << 8) | Integer.parseInt(parts[2]);
    }
}
