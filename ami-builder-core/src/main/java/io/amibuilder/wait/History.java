package io.amibuilder.wait;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * How long the phases of earlier builds took, by image name: in memory, or in a file that outlives the process. A hint for
 * {@link Waiter#learned} and nothing more, so builds that use one file at once may lose each other's entries. Keeps the
 * last {@value #KEPT} of each. Safe for use by several threads.
 */
public final class History {
    private static final int KEPT = 20; // more than a cadence is learned from, for whoever reads the file

    private final Optional<Path> file;
    private final Map<Key, List<Duration>> durations = new TreeMap<>();

    private History(Optional<Path> file) {
        this.file = file;
        file.ifPresent(this::read);
    }

    /** {@return an empty history that ends with the process} */
    public static History inMemory() {
        return new History(Optional.empty());
    }

    /**
     * {@return the history in this file, which need not exist yet} Lines that are not understood are passed over.
     *
     * @param file a text file in an existing directory
     * @throws HistoryException when it exists and cannot be read
     */
    public static History at(Path file) {
        return new History(Optional.of(file));
    }

    /**
     * {@return how long a phase took in the latest successful builds of this name, oldest first; possibly empty}
     *
     * @param name the {@code Name} of the images
     * @param phase which one
     */
    public synchronized List<Duration> durations(String name, Phase phase) {
        return List.copyOf(durations.getOrDefault(new Key(name, phase), List.of()));
    }

    /**
     * Adds how long a phase took.
     *
     * @param name the {@code Name} of the image
     * @param phase which one
     * @param duration how long it took
     * @throws HistoryException when the file cannot be written; the entry is kept in memory all the same
     */
    public synchronized void add(String name, Phase phase, Duration duration) {
        remember(new Key(name, phase), duration);
        file.ifPresent(this::write);
    }

    private void remember(Key key, Duration duration) {
        List<Duration> known = durations.computeIfAbsent(key, first -> new ArrayList<>());
        known.add(duration);
        if (known.size() > KEPT) {
            known.remove(0);
        }
    }

    private void read(Path from) {
        try {
            Files.readAllLines(from).forEach(line -> entry(line, this::remember));
        } catch (NoSuchFileException e) {
            return; // the first build
        } catch (IOException e) {
            throw new HistoryException(from, "read", e);
        }
    }

    private static void entry(String line, BiConsumer<Key, Duration> found) {
        String[] fields = line.split("\t", -1);
        boolean known = fields.length == 3
                && List.of(Phase.values()).stream()
                        .anyMatch(phase -> phase.name().equals(fields[1]))
                && fields[2].matches("\\d{1,12}");
        if (known) {
            Key key = new Key(fields[0], Phase.valueOf(fields[1]));
            found.accept(key, Duration.ofMillis(Long.parseLong(fields[2])));
        }
    }

    private void write(Path to) {
        List<String> lines = new ArrayList<>();
        durations.forEach((key, known) ->
                known.forEach(one -> lines.add(key.name() + "\t" + key.phase() + "\t" + one.toMillis())));
        Path whole = to.resolveSibling(to.getFileName() + ".new");
        try {
            Files.write(whole, lines);
            Files.move(whole, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new HistoryException(to, "written", e);
        }
    }

    private record Key(String name, Phase phase) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : phase.compareTo(other.phase);
        }
    }

    @Override
    public synchronized String toString() {
        return "history" + file.map(at -> " in " + at).orElse(" in memory") + " with "
                + durations.values().stream().mapToInt(List::size).sum() + " durations";
    }
}
