package io.amibuilder.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A picture of builds as one HTML file that needs nothing else: when each stage, each call to the cloud and each pause was,
 * what fills the 16,384 bytes of user-data, which files went into the image, what the instance said and logged, and, when a
 * build failed, why and what was cleaned up. The same events give the same bytes. It holds no script.
 *
 * <p>A listener for any number of builds; everything it hears of them stays in memory. Safe for use by several threads.
 */
public final class TimelineReport implements BuildListener {
    private final Optional<Path> file;
    private final Map<String, BuildRecord> builds = new LinkedHashMap<>();

    private TimelineReport(Optional<Path> file) {
        this.file = file;
    }

    /** {@return a report that is asked for its {@link #html()}} */
    public static TimelineReport inMemory() {
        return new TimelineReport(Optional.empty());
    }

    /**
     * A report that writes itself into this file whenever all builds it has heard of are over, successful or not. A build
     * whose source does not compile never began, and leaves no report.
     *
     * @param file replaced when it exists; its directory is made when it does not
     * @return a listener for any number of builds
     */
    public static TimelineReport at(Path file) {
        return new TimelineReport(Optional.of(file));
    }

    @Override
    public synchronized void on(BuildEvent event) {
        builds.computeIfAbsent(event.buildId(), BuildRecord::new).on(event);
        if (builds.values().stream().allMatch(BuildRecord::isOver)) {
            file.ifPresent(this::writeTo);
        }
    }

    /** {@return the page as far as the builds are now} */
    public synchronized String html() {
        return ReportPage.of(builds.values());
    }

    @Override
    public synchronized String toString() {
        return "timeline of " + builds.size() + " builds"
                + file.map(to -> " in " + to).orElse("");
    }

    private void writeTo(Path to) {
        try {
            Path directory = to.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.writeString(to, html());
        } catch (IOException e) {
            throw new UncheckedIOException("writing the timeline report '" + to + "'", e);
        }
    }
}
