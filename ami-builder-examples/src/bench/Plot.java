import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A plot of lines as SVG, for the benchmarks of this folder. Both axes are logarithmic, so that a line that rises by a decade
 * for each decade is linear growth; a value that is not above zero has no place on them.
 *
 * <pre>
 * Plot time = new Plot("Compile time", "files", "ms").line("ours", List.of(new Plot.Point(10, 2.5), ...));
 * Plot.write(Path.of("compile.svg"), time, allocation); // side by side
 * </pre>
 */
final class Plot {
    /** A measured value. */
    record Point(double x, double y) {
        Point {
            if (!(x > 0 && y > 0)) {
                throw new IllegalArgumentException("a point must be above zero, but was (" + x + ", " + y + ")");
            }
        }
    }

    private record Line(String name, List<Point> points, boolean dashed) {}

    /** Whole decades around the values. */
    private record Axis(int low, int high, int pixels) {
        static Axis around(DoubleStream values, int pixels) {
            double[] sorted = values.sorted().toArray();
            int low = (int) Math.floor(Math.log10(sorted[0]));
            int high = (int) Math.ceil(Math.log10(sorted[sorted.length - 1]));
            return new Axis(low, Math.max(high, low + 1), pixels);
        }

        double place(double value) {
            return (Math.log10(value) - low) / (high - low) * pixels;
        }

        List<Double> ticks() {
            return IntStream.rangeClosed(low, high)
                    .mapToObj(decade -> Math.pow(10, decade))
                    .toList();
        }
    }

    private static final int LEFT = 80;
    private static final int TOP = 40;
    private static final int WIDTH = 340;
    private static final int HEIGHT = 260;
    private static final int PANEL_WIDTH = LEFT + WIDTH + 30;
    private static final int LEGEND_TOP = HEIGHT + 66; // below everything, where no line can cross it
    private static final int LEGEND_LINE = 18;
    // dark enough on white, and told apart by readers who do not see all colours
    private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9");

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final List<Line> lines = new ArrayList<>();

    Plot(String title, String xLabel, String yLabel) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    /** Adds measured values. */
    Plot line(String name, List<Point> points) {
        lines.add(new Line(name, List.copyOf(points), false));
        return this;
    }

    /** Adds what is only there to compare with, as in a goal or the line of linear growth; dashed. */
    Plot guide(String name, List<Point> points) {
        lines.add(new Line(name, List.copyOf(points), true));
        return this;
    }

    /** Writes plots side by side; makes the directory. */
    static void write(Path file, Plot... plots) throws IOException {
        int width = plots.length * PANEL_WIDTH;
        int legendLines = Stream.of(plots).mapToInt(plot -> plot.lines.size()).max().orElse(0);
        int height = TOP + LEGEND_TOP + LEGEND_LINE * legendLines;
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                .formatted(width, height));
        svg.append(" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        for (int i = 0; i < plots.length; i++) {
            svg.append("<g transform=\"translate(%d,%d)\">\n".formatted(i * PANEL_WIDTH + LEFT, TOP));
            plots[i].draw(svg);
            svg.append("</g>\n");
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, svg.append("</svg>\n"));
    }

    private void draw(StringBuilder svg) {
        Axis x = Axis.around(points().mapToDouble(Point::x), WIDTH);
        Axis y = Axis.around(points().mapToDouble(Point::y), HEIGHT);
        text(svg, WIDTH / 2.0, -14, "middle\" font-weight=\"bold", title);
        text(svg, WIDTH / 2.0, HEIGHT + 42, "middle", xLabel);
        text(svg, -HEIGHT / 2.0, -60, "middle\" transform=\"rotate(-90)", yLabel);
        for (double tick : x.ticks()) {
            stroke(svg, x.place(tick), 0, x.place(tick), HEIGHT, "#ddd");
            text(svg, x.place(tick), HEIGHT + 18, "middle", number(tick));
        }
        for (double tick : y.ticks()) {
            stroke(svg, 0, HEIGHT - y.place(tick), WIDTH, HEIGHT - y.place(tick), "#ddd");
            text(svg, -8, HEIGHT - y.place(tick) + 4, "end", number(tick));
        }
        for (int i = 0; i < lines.size(); i++) {
            draw(svg, lines.get(i), i, x, y);
        }
    }

    private Stream<Point> points() {
        return lines.stream().flatMap(line -> line.points().stream());
    }

    private static void draw(StringBuilder svg, Line line, int place, Axis x, Axis y) {
        String colour = line.dashed() ? "#777" : COLOURS.get(place % COLOURS.size());
        svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"").append(colour);
        svg.append(line.dashed() ? "\" stroke-dasharray=\"6 4" : "").append("\" points=\"");
        line.points().forEach(point -> svg.append(at(x.place(point.x()))).append(',').append(at(HEIGHT - y.place(point.y())))
                .append(' '));
        svg.append("\"/>\n");
        if (!line.dashed()) {
            line.points().forEach(point -> svg.append("<circle r=\"3.5\" cx=\"%s\" cy=\"%s\" fill=\"%s\"/>\n"
                    .formatted(at(x.place(point.x())), at(HEIGHT - y.place(point.y())), colour)));
        }
        text(svg, 10, LEGEND_TOP + LEGEND_LINE * place, "start\" fill=\"" + colour, line.name());
    }

    private static void stroke(StringBuilder svg, double x1, double y1, double x2, double y2, String colour) {
        svg.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\"/>\n"
                .formatted(at(x1), at(y1), at(x2), at(y2), colour));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
                .formatted(at(x), at(y), anchor, text.replace("&", "&amp;").replace("<", "&lt;")));
    }

    private static String at(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }

    private static String number(double tick) {
        return tick < 1 ? String.format(Locale.ROOT, "%s", tick) : String.format(Locale.ROOT, "%,.0f", tick);
    }
}
