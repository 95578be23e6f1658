package io.amibuilder.event;

import static io.amibuilder.event.TimelineReportTest.page;
import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.event.Browser.Box;
import io.amibuilder.event.Browser.Page;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report as Chromium lays it out and paints it: by places and colours, whatever fonts there are. */
class TimelineReportInBrowserTest {
    private static final int WIDTH = 1100;
    private static final double READABLE = 4.5; // WCAG 2.2, 1.4.3 for text

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path directory;

    private Browser browser;

    @BeforeEach
    void requireABrowser() {
        browser = new Browser(directory);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyBarIsPaintedWhereItBelongsAndEveryWordIsReadable(boolean dark) throws Exception {
        String html = page(Story.whole());
        Page page = browser.measure(html, WIDTH, dark);
        BufferedImage picture = browser.picture(html, WIDTH, 1600, dark);

        List<Box> stages = marks(page, "stage-");
        assertThat(stages)
                .extracting(TimelineReportInBrowserTest::stage)
                .containsExactly("upload", "launch", "install", "proof", "image", "test", "publish");
        for (int i = 1; i < stages.size(); i++) {
            assertThat(stages.get(i).x())
                    .as("%s", stages.get(i))
                    .isGreaterThanOrEqualTo(stages.get(i - 1).x());
            assertThat(stages.get(i).y()).isGreaterThan(stages.get(i - 1).y());
        }
        Box image = stages.get(4);
        assertThat(image.w())
                .isBetween(0.64 * track(page).w(), 0.67 * track(page).w()); // 30:43 of 46:53
        assertThat(marks(page, "step-")).hasSize(4);
        List<Box> sizes = page.of("size");
        assertThat(sizes).hasSize(7); // the room, and six parts on it
        assertThat(Stream.of(stages, marks(page, "step-"), marks(page, "call"), sizes.subList(1, 7))
                        .flatMap(List::stream)
                        .filter(box -> box.w() >= 5))
                .hasSizeGreaterThan(15)
                .allSatisfy(box -> assertThat(at(picture, box)).as("%s", box).isEqualTo(box.fill()));
        assertThat(List.of(picture.getRGB(2, 2) & 0xffffff, picture.getRGB(WIDTH - 3, 800) & 0xffffff))
                .containsOnly(dark ? 0x0e1116 : 0xf6f7f9);
        assertThat(page.boxes())
                .filteredOn(box ->
                        !box.text().isBlank() && !Set.of("rect", "svg", "line").contains(box.tag()))
                .hasSizeGreaterThan(100)
                .allSatisfy(box -> assertThat(contrast(box.color(), box.behind()))
                        .as("%s", box)
                        .isGreaterThan(READABLE));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 700, 1100, 2500})
    void nothingOverlapsAtAnyWidth(int width) throws Exception {
        for (String html : List.of(page(Story.whole()), page(ConsoleListenerTest.fleet(5)))) {
            Page page = browser.measure(html, width, false);
            assertThat(page.width()).isLessThanOrEqualTo(width);
            apart(page.boxes().stream()
                    .filter(box -> box.tag().equals("text") && box.w() > 0)
                    .toList());
            apart(Stream.of(page.of("name"), page.of("amount"), page.of("track"))
                    .flatMap(List::stream)
                    .toList());
            apart(page.boxes().stream()
                    .filter(box -> Set.of("td", "th", "h1", "h2").contains(box.tag()) && box.h() > 0 && box.y() < 3000)
                    .toList());
            assertThat(page.of("mark"))
                    .allMatch(mark -> page.of("track").stream().anyMatch(track -> isIn(mark, track)));
        }
    }

    @Test
    void aHostileNameIsJustAName() throws Exception {
        Page page = browser.measure(page(Story.failing(Story.HOSTILE)), WIDTH, false);

        assertThat(page.title()).startsWith("</script><script>").endsWith("ami-builder");
        assertThat(page.scripts()).as("the one that measures").isEqualTo(1);
        assertThat(page.boxes()).extracting(Box::tag).doesNotContain("img", "script");
        assertThat(page.width()).isLessThanOrEqualTo(WIDTH);
        assertThat(page.of("failure"))
                .singleElement()
                .extracting(Box::text)
                .asString()
                .contains("with exit status 100", "Cleaned up", "instance i-0c0ffee0c0ffee000", "Still there");
        assertThat(marks(page, "stage-proof"))
                .singleElement()
                .extracting(Box::fill)
                .isEqualTo(0xc1232e);
    }

    @Test
    void aThousandFilesAreScrolledOnTheScreenAndPrintedInFull() throws Exception {
        String html = page(Story.withFiles(1000));
        Page page = browser.measure(html, WIDTH, false);
        assertThat(page.of("files"))
                .singleElement()
                .extracting(Box::h)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.DOUBLE)
                .isLessThan(450.0);
        assertThat(page.boxes())
                .filteredOn(box -> box.text().startsWith("/opt/") && box.tag().equals("td"))
                .hasSize(1000);
        assertThat(page.width()).isLessThanOrEqualTo(WIDTH);

        String pdf = Files.readString(browser.print(html), StandardCharsets.ISO_8859_1);
        assertThat(pdf.split("/Type /Page\\b", -1)).hasSizeGreaterThan(15);
    }

    private static List<Box> marks(Page page, String kind) {
        return page.of("mark").stream()
                .filter(box -> box.kind().contains(" " + kind))
                .toList();
    }

    private static String stage(Box box) {
        return box.kind().substring("mark stage-".length());
    }

    private static Box track(Page page) {
        return page.of("track").get(0);
    }

    private static boolean isIn(Box mark, Box track) {
        return mark.x() >= track.x() - 1
                && mark.x() + mark.w() <= track.x() + track.w() + 1
                && mark.y() >= track.y()
                && mark.y() + mark.h() <= track.y() + track.h();
    }

    private static void apart(List<Box> boxes) {
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = i + 1; j < boxes.size(); j++) {
                assertThat(boxes.get(i).overlaps(boxes.get(j)))
                        .as("%s overlaps %s", boxes.get(i), boxes.get(j))
                        .isFalse();
            }
        }
    }

    private static int at(BufferedImage picture, Box box) {
        return picture.getRGB((int) (box.x() + box.w() / 2), (int) (box.y() + box.h() / 2)) & 0xffffff;
    }

    private static double contrast(int one, int other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double share = (channel & 0xff) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
