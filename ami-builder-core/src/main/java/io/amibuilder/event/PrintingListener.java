package io.amibuilder.event;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One plain line per event that is no detail, as in {@code +00:01:25 instance i-1 is stopped}. */
final class PrintingListener implements BuildListener {
    private final PrintStream out;
    private final Map<String, Instant> starts = new ConcurrentHashMap<>();

    PrintingListener(PrintStream out) {
        this.out = out;
    }

    @Override
    public void on(BuildEvent event) {
        if (event instanceof BuildEvent.Detail) {
            return;
        }
        Instant start = starts.computeIfAbsent(event.buildId(), id -> event.at());
        Duration since = Duration.between(start, event.at());
        out.printf(
                "+%02d:%02d:%02d %s%n",
                since.toHours(), since.toMinutesPart(), since.toSecondsPart(), EventText.of(event));
    }
}
