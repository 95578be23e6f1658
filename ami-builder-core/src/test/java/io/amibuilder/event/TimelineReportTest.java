package io.amibuilder.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineReportTest {
    @TempDir
    Path directory;

    @Test
    void thePageIsAsItWasLookedAt() throws IOException {
        Golden.require("timeline-report.html", page(Story.whole()));
    }

    @Test
    void aFailureIsAsItWasLookedAt() throws IOException {
        Golden.require("timeline-report-failure.html", page(Story.failing(Story.HOSTILE)));
    }

    @Test
    void nothingOfItComesFromElsewhere() {
        assertThat(page(Story.failing(Story.HOSTILE)))
                .doesNotContain("<script", "<img", "url(", "@import", "<link", "\u001b", "\u202e")
                .contains("&lt;/script&gt;&lt;script&gt;");
    }

    @Test
    void aStyleSheetCannotEndItself() {
        assertThatIllegalArgumentException().isThrownBy(() -> Html.style("</style>"));
    }

    @Test
    void hundredsOfLooksAreAsManyMarksAsCanBeToldApart() {
        assertThat(page(Story.whole()).split("class=\"mark call")).hasSizeLessThan(200);
    }

    @Test
    void itIsWrittenWhenAllBuildsAreOver() {
        Path file = directory.resolve("reports/timeline.html");
        TimelineReport report = TimelineReport.at(file);
        List<BuildEvent> first = Story.whole();
        first.subList(0, first.size() - 1).forEach(report::on);
        Story.failing("install.sh").forEach(report::on);
        assertThat(file).doesNotExist();

        report.on(first.get(first.size() - 1));
        assertThat(file).content().isEqualTo(report.html()).contains("2 builds", "image ready", "failed");
    }

    @Test
    void anEmptyReportIsAPage() throws IOException {
        String html = TimelineReport.inMemory().html();
        assertThat(Files.writeString(directory.resolve("a.html"), html)).isNotEmptyFile();
        assertThat(html).contains("0 builds");
    }

    static String page(List<BuildEvent> events) {
        TimelineReport report = TimelineReport.inMemory();
        events.forEach(report::on);
        return report.html();
    }
}
