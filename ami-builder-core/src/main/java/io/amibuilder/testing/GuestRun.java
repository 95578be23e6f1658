package io.amibuilder.testing;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a simulated guest took its user-data.
 *
 * @param said everything it wrote to its console, in order
 * @param duration how long it ran
 * @param powersOff whether it ever powered itself off
 */
record GuestRun(List<Said> said, Duration duration, boolean powersOff) {
    /**
     * A line on its console.
     *
     * @param after how long after it had booted
     */
    record Said(Duration after, String line) {}

    String console() {
        return console(duration);
    }

    /** What it had written this long after it had booted. */
    String console(Duration until) {
        return said.stream()
                .filter(line -> line.after().compareTo(until) <= 0)
                .map(Said::line)
                .collect(Collectors.joining("\r\n"));
    }
}
