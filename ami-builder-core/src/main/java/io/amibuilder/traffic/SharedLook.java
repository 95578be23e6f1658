package io.amibuilder.traffic;

import io.amibuilder.cloud.Query;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * One kind of look that many builds take: the first to ask in a tick asks for all of them, the others are answered from
 * what it was told. An answer is never older than a tick nor than what the asker calls its own last act or look. Safe for
 * use by several threads.
 */
final class SharedLook<T> {
    private final Time time;
    private final Gate gate;
    private final AtomicLong order;
    private final String keyTag;
    private final Function<Query, List<T>> request;
    private final Function<T, Map<String, String>> tags;
    private final Map<String, Integer> keys = new TreeMap<>(); // how many builds ask for each
    private Optional<Snapshot<T>> last = Optional.empty();

    /**
     * A look that nobody has taken yet.
     *
     * @param gate shared by all looks that are the same request to the cloud
     * @param order numbers everything that happens to the provider
     * @param keyTag by which tag it asks for many at once
     * @param request sends the request
     * @param tags the tags of what is told
     */
    SharedLook(
            Time time,
            Gate gate,
            AtomicLong order,
            String keyTag,
            Function<Query, List<T>> request,
            Function<T, Map<String, String>> tags) {
        this.time = time;
        this.gate = gate;
        this.order = order;
        this.keyTag = keyTag;
        this.request = request;
        this.tags = tags;
    }

    /** From now on every look asks for this as well. */
    void join(String key) {
        synchronized (gate) {
            keys.merge(key, 1, Integer::sum);
        }
    }

    /** Nobody asks for this any more. */
    void leave(String key) {
        synchronized (gate) {
            keys.computeIfPresent(key, (same, builds) -> builds == 1 ? null : builds - 1);
        }
    }

    boolean answers(Query query) {
        synchronized (gate) {
            Set<String> asked = query.tags().getOrDefault(keyTag, Set.of());
            return asked.size() == 1 && keys.keySet().containsAll(asked);
        }
    }

    /** When somebody who needs an answer newer than this would get one without waiting. */
    Instant ready(String key, long newerThan) {
        synchronized (gate) {
            Instant now = time.now();
            return usable(key, newerThan, now).isPresent() || !gate.opens().isAfter(now) ? now : gate.opens();
        }
    }

    /**
     * An answer, or how long to wait before asking again.
     *
     * @param newerThan an answer with a greater number is needed
     */
    Answer<T> look(Query query, long newerThan) {
        String key = query.tags().getOrDefault(keyTag, Set.of()).iterator().next();
        synchronized (gate) { // a second asker waits here for the first one's answer, and shares it
            Instant now = time.now();
            Optional<Snapshot<T>> known = usable(key, newerThan, now);
            if (known.isEmpty() && gate.opens().isAfter(now)) {
                return new Answer.Later<>(Duration.between(now, gate.opens()));
            }
            Snapshot<T> snapshot = known.orElseGet(this::ask);
            return new Answer.Told<>(snapshot.number(), snapshot.answer(query, key, tags));
        }
    }

    private Optional<Snapshot<T>> usable(String key, long newerThan, Instant now) {
        return last.filter(snapshot -> snapshot.number() > newerThan
                && snapshot.keys().contains(key)
                && now.isBefore(snapshot.answeredAt().plus(Gate.TICK)));
    }

    private Snapshot<T> ask() {
        gate.pass();
        Set<String> all = Set.copyOf(keys.keySet());
        long number = order.incrementAndGet();
        List<T> told = request.apply(new Query(Map.of(keyTag, all)));
        Snapshot<T> snapshot = Snapshot.of(
                number, time.now(), all, told, thing -> tags.apply(thing).getOrDefault(keyTag, ""));
        last = Optional.of(snapshot);
        return snapshot;
    }
}
