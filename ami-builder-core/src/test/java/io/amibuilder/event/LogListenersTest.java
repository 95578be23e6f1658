package io.amibuilder.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.AmiBuild;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class LogListenersTest {
    @Test
    void everyEventIsOneLineOfJson() throws IOException {
        List<BuildEvent> events = everything();
        String lines = json(events);

        assertThat(lines.lines()).hasSize(events.size());
        Golden.require("events.jsonl", lines);
        assertThat(events.stream().map(BuildEvent::getClass).collect(Collectors.toSet()))
                .containsAll(Set.of(
                        BuildEvent.Failed.class,
                        BuildEvent.Retried.class,
                        BuildEvent.GuestLogged.class,
                        BuildEvent.TargetChanged.class,
                        BuildEvent.UploadProgressed.class));
    }

    @Test
    void everyFieldIsDocumented() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "progress.md"));
        Set<String> names = new LinkedHashSet<>();
        json(everything()).lines().map(LogListenersTest::parsed).forEach(fields -> {
            names.addAll(fields.keySet());
            names.add(String.valueOf(fields.get("event")));
        });
        for (Class<?> kind : Stream.concat(
                        Stream.of(BuildEvent.class.getPermittedSubclasses()),
                        Stream.of(BuildEvent.Detail.class.getPermittedSubclasses()))
                .filter(kind -> !kind.isInterface())
                .toList()) {
            names.add(kind.getSimpleName().substring(0, 1).toLowerCase(Locale.ROOT)
                    + kind.getSimpleName().substring(1));
        }
        assertThat(names).allSatisfy(name -> assertThat(guide).contains("`" + name + "`"));
    }

    @Test
    void hostileTextStaysInItsField() {
        String lines = json(Story.failing(Story.HOSTILE + "\n\r\u2028"));
        assertThat(lines.lines().map(LogListenersTest::parsed))
                .filteredOn(fields -> fields.get("event").equals("started"))
                .singleElement()
                .satisfies(fields -> assertThat(fields).containsEntry("name", Story.HOSTILE + "\n\r\u2028"));
    }

    @Test
    void aRealBuildIsTheSameEachTime() {
        String once = bake();
        assertThat(once).isEqualTo(bake()).contains("\"event\":\"callEnded\"", "\"event\":\"paused\"");
    }

    @Test
    void logEventsHaveLevelsAndKeys() {
        Queue<SubstituteLoggingEvent> logged = new ConcurrentLinkedQueue<>();
        BuildListener listener = new Slf4jListener(new SubstituteLogger("ami", logged, false));
        everything().forEach(listener::on);

        assertThat(of(logged, Level.ERROR))
                .singleElement()
                .asString()
                .startsWith("buildId=b-4712 event=failed failed: instance i-0c0ffee0c0ffee000 failed");
        assertThat(of(logged, Level.WARN)).singleElement().asString().contains("looking again in 2s");
        assertThat(of(logged, Level.INFO))
                .contains(
                        "buildId=b-4711 event=started building jenkins-agent 1.4.0 with 9031" + " bytes of user-data");
        assertThat(of(logged, Level.DEBUG)).anyMatch(text -> text.contains("next step in 5s"));
    }

    private static List<String> of(Queue<SubstituteLoggingEvent> logged, Level level) {
        return logged.stream()
                .filter(event -> event.getLevel() == level)
                .map(event -> String.valueOf(org.slf4j.helpers.MessageFormatter.basicArrayFormat(
                        event.getMessage(), event.getArgumentArray())))
                .toList();
    }

    private static List<BuildEvent> everything() {
        List<BuildEvent> events = new ArrayList<>(Story.whole());
        events.removeIf(event -> (event instanceof BuildEvent.CallEnded
                        && event.at().get(ChronoField.NANO_OF_SECOND) % 7 != 0)
                || (event instanceof BuildEvent.Paused && event.at().get(ChronoField.NANO_OF_SECOND) % 11 != 0));
        events.addAll(Story.failing("install.sh"));
        return events;
    }

    private static String json(List<BuildEvent> events) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BuildListener listener = BuildListener.jsonLines(out);
        events.forEach(listener::on);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String bake() {
        VirtualTime time = new VirtualTime();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AmiBuild.builder()
                .source(AmiSource.builder().part("10_a.sh", "#!/bin/sh\ntrue\n").build())
                .name("agent")
                .version("1")
                .buildId("b")
                .baseImage(BaseImage.id("ami-0"))
                .provider(SimulatedCloud.builder(time)
                        .stepsTake(Duration.ofMinutes(2))
                        .build())
                .listener(BuildListener.jsonLines(out))
                .time(time)
                .build()
                .run();
        return out.toString(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked") // a JSON object
    private static Map<String, Object> parsed(String line) {
        return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(line);
    }
}
