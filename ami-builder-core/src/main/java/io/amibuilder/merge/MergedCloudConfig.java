package io.amibuilder.merge;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What cloud-init ends up with after merging the cloud-config parts of a user-data: a faithful re-enactment of its mergers,
 * for reading and for assertions in tests. It is what the user-data says: cloud-init then puts it over what the image has in
 * {@code /etc/cloud}. Unmodifiable and safe for use by several threads.
 */
public final class MergedCloudConfig {
    private final Object raw;
    private final Map<String, @Nullable Object> config;
    private final List<LeftOutPart> dropped;
    private final List<LeftOutPart> notJudged;
    private final WrittenFiles files;

    private MergedCloudConfig(Merging merging) {
        this.raw = merging.config();
        this.config = raw instanceof PyDict ? mapOf(raw) : Map.of();
        this.dropped = List.copyOf(merging.dropped());
        this.notJudged = List.copyOf(merging.notJudged());
        this.files = WrittenFiles.of(raw instanceof PyDict dict ? dict.get("write_files") : null);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> mapOf(Object raw) {
        Object view = new View().of(raw);
        return (Map<String, @Nullable Object>) Objects.requireNonNull(view);
    }

    /**
     * Merges parts in the order in which cloud-init handles them, as its only instance (launch index 0) would. Never fails:
     * what cloud-init drops is in {@link #dropped()}, what cannot be told before the boot in {@link #notJudged()}. Scripts
     * and other kinds without cloud-config are accepted and have no effect.
     *
     * @param parts in the order of their handling
     * @return the merged configuration
     */
    public static MergedCloudConfig of(List<ConfigPart> parts) {
        return new MergedCloudConfig(Merging.of(parts));
    }

    /**
     * All of it, in the order of the keys. Values are String, Integer, Long, BigInteger, Double, Boolean, List, Map, for
     * {@code !!binary} byte[] (do not change it), for {@code !!set} Set, for dates LocalDate, LocalDateTime or
     * OffsetDateTime, and null. A key that is no string ({@code on:} is {@code true} to cloud-init) is here its text.
     *
     * @return the merged values by key, unchangeable but for arrays
     */
    public Map<String, @Nullable Object> asMap() {
        return config;
    }

    /**
     * {@return the items of {@code runcmd}: strings, lists, or what the user wrote wrongly; empty when there is no such
     * list}
     */
    public List<Object> runcmd() {
        return list("runcmd");
    }

    /** {@return the items of {@code packages}; empty when there is no such list} */
    public List<Object> packages() {
        return list("packages");
    }

    private List<Object> list(String key) {
        return config.get(key) instanceof List<?> list ? Collections.unmodifiableList(list) : List.of();
    }

    /**
     * A value by its path: keys, and for items of lists their index from 0, as in {@code get("users", "0", "name")}. Empty
     * when there is none or it is null.
     *
     * @param path the keys and indexes from the top downwards
     * @return the value
     */
    public Optional<Object> get(String... path) {
        Object value = config;
        for (String step : path) {
            if (value instanceof Map<?, ?> map) {
                value = map.get(step);
            } else if (value instanceof List<?> list && step.matches("0|[1-9][0-9]{0,8}")) {
                int index = Integer.parseInt(step);
                value = index < list.size() ? list.get(index) : null;
            } else {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(value);
    }

    /**
     * {@return what {@code write_files} writes to an absolute path, with later entries for it over or after earlier ones;
     * empty when nothing is written there}
     *
     * @param path absolute, as in {@code /etc/motd}
     */
    public Optional<WrittenFile> file(String path) {
        return files.at(path);
    }

    /** {@return the files that {@code write_files} writes, by path} */
    public List<WrittenFile> files() {
        return files.all();
    }

    /**
     * {@return why cloud-init does not write (all) files: it stops at the first entry that it cannot write, deferred ones
     * apart}
     */
    public List<String> fileProblems() {
        return files.problems();
    }

    /** {@return the parts that cloud-init drops, in order; all it says then is a warning in its log, and not always that} */
    public List<LeftOutPart> dropped() {
        return dropped;
    }

    /** {@return the parts with an effect that is not known before the boot; they are left out here} */
    public List<LeftOutPart> notJudged() {
        return notJudged;
    }

    /** {@return whether this is all; false when there are parts that are {@linkplain #notJudged() not judged}} */
    public boolean isComplete() {
        return notJudged.isEmpty();
    }

    Object raw() {
        return raw;
    }

    /** The merged cloud-config as JSON, which is YAML too, with a comment line for each part that is left out. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("#cloud-config\n");
        notJudged.forEach(part -> text.append("# not judged: ").append(line(part)));
        dropped.forEach(part -> text.append("# dropped: ").append(line(part)));
        return text.append(ViewText.of(config)).append('\n').toString();
    }

    private static String line(LeftOutPart part) {
        return (part.part() + ": " + part.reason()).replaceAll("[\\r\\n]+", " ") + "\n";
    }
}
