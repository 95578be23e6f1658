package io.amibuilder.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.AmiBuild;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.event.BuildListener;
import io.amibuilder.event.TimelineReport;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.wait.History;
import io.amibuilder.wait.Phase;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Java blocks of docs/progress.md; what they write goes into the working directory, and is removed again. */
class PicturesGuideTest {
    @AfterEach
    void removeFiles() throws Exception {
        Files.deleteIfExists(Path.of("history.tsv"));
        Files.deleteIfExists(Path.of("timeline.html"));
    }

    @Test
    void everyListenerIsTold() {
        VirtualTime time = new VirtualTime();
        ByteArrayOutputStream events = new ByteArrayOutputStream();
        AmiSource source =
                AmiSource.builder().part("10_packages.sh", "#!/bin/sh\ntrue\n").build();

        build(source, BaseImage.id("ami-0"), SimulatedCloud.in(time), events).toBuilder()
                .time(time)
                .build()
                .run();

        assertThat(events.toString(StandardCharsets.UTF_8)).contains("\"event\":\"succeeded\"");
        assertThat(Path.of("timeline.html")).content().contains("agent 1.4.0", "image ready");
        assertThat(History.at(Path.of("history.tsv")).durations("agent", Phase.IMAGE))
                .hasSize(1);
    }

    private static AmiBuild build(AmiSource source, BaseImage baseImage, CloudProvider provider, OutputStream events) {
        // begins
        History history = History.at(Path.of("history.tsv")); // how long earlier builds took
        AmiBuild build = AmiBuild.builder()
                .source(source)
                .name("agent")
                .version("1.4.0")
                .baseImage(baseImage)
                .provider(provider)
                .learningFrom(history)
                .listener(BuildListener.console(System.err, history))
                .listener(BuildListener.slf4j("ami"))
                .listener(BuildListener.jsonLines(events))
                .listener(TimelineReport.at(Path.of("timeline.html")))
                .build();
        // ends
        return build;
    }
}
