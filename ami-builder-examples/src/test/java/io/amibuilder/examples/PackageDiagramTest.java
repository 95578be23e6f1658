package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/images/packages.svg is drawn from the imports as they are. */
class PackageDiagramTest {
    private static final int WIDTH = 860;
    private static final int BOX_HEIGHT = 28;
    private static final int ROW_HEIGHT = 68;
    private static final int MARGIN = 16;
    private static final int CHARACTER_WIDTH = 8; // of the font below, and some room
    private static final Path DRAWN = Path.of("target/packages.svg"); // to look at, and to copy when it is right

    private final Map<String, Box> boxes = new HashMap<>();

    private record Box(double x, double y, double width) {
        double middle() {
            return x + width / 2;
        }
    }

    @Test
    void theDiagramShowsTheImportsAsTheyAre() throws IOException {
        PackageGraph graph = PackageGraph.of(List.of(
                Repository.ROOT.resolve("ami-builder-core/src/main/java"),
                Repository.ROOT.resolve("ami-builder-aws/src/main/java")));
        Files.writeString(DRAWN, svg(graph));
        assertThat(DRAWN).hasSameTextualContentAs(Repository.ROOT.resolve("docs/images/packages.svg"));
    }

    private String svg(PackageGraph graph) {
        List<List<String>> layers = graph.layers();
        int height = (layers.size() - 1) * ROW_HEIGHT + BOX_HEIGHT + 2 * MARGIN;
        StringBuilder names = new StringBuilder();
        for (int row = 0; row < layers.size(); row++) {
            place(layers.get(row), MARGIN + row * ROW_HEIGHT, names);
        }
        StringBuilder arrows = new StringBuilder();
        layers.forEach(layer -> layer.forEach(
                name -> graph.direct(name).forEach(imported -> draw(boxes.get(name), boxes.get(imported), arrows))));
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="monospace" font-size="13">
                <title>Which package imports which; what another way leads to is left out</title>
                <rect width="100%%" height="100%%" fill="#fff"/>
                <g fill="none" stroke="#9aa5b1">
                %s</g>
                %s</svg>
                """.formatted(WIDTH, height, arrows, names);
    }

    private void place(List<String> layer, double y, StringBuilder names) {
        double gap = (WIDTH - layer.stream().mapToInt(PackageDiagramTest::width).sum()) / (layer.size() + 1.0);
        double x = gap;
        for (String name : layer) {
            Box box = new Box(x, y, width(name));
            boxes.put(name, box);
            String fill = name.equals("io.amibuilder.aws") ? "#fdf0d5" : "#e8f0fa";
            names.append(
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" rx=\"5\" fill=\"%s\" stroke=\"#52606d\"/>\n"
                            .formatted(box.x(), y, box.width(), BOX_HEIGHT, fill));
            names.append("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" fill=\"#1f2933\">%s</text>\n"
                    .formatted(box.middle(), y + 19, shown(name)));
            x += box.width() + gap;
        }
    }

    private static void draw(Box from, Box to, StringBuilder arrows) {
        double top = from.y() + BOX_HEIGHT;
        arrows.append(String.format(
                Locale.ROOT,
                "<path d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f\"/>%n",
                from.middle(),
                top,
                from.middle(),
                top + 30,
                to.middle(),
                to.y() - 30,
                to.middle(),
                to.y()));
    }

    private static int width(String name) {
        return 16 + shown(name).length() * CHARACTER_WIDTH;
    }

    private static String shown(String name) {
        return name.equals("io.amibuilder") ? name : name.substring("io.amibuilder.".length());
    }
}
