package io.amibuilder.traffic;

import io.amibuilder.cloud.Query;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * One kind of look that many builds take: the first to ask in a tick asks for all of them, the others are answered from
 * what it was told. An answer is never older than a tick nor than what the asker calls its own last act or look. Who is
 * alone asks whenever it likes, for itself. Safe for use by several threads.
 */
final class SharedLook<T> {
    private final Time time;
    private final Gate gate;
    private final AtomicLong order;
    private final String keyTag;
    private final Function<T, Map<String, String>> tags;
    private final Map<Object, String> keys =
            new WeakHashMap<>(); // one that nobody closed must not be asked for, for ever
    private Optional<Snapshot<T>> last = Optional.empty();

    /**
     * A look that nobody has taken yet.
     *
     * @param gate shared by all looks that are the same request to the cloud
     * @param order numbers everything that happens in the account
     * @param keyTag by which tag it asks for many at once
     * @param tags the tags of what is told
     */
    SharedLook(Time time, Gate gate, AtomicLong order, String keyTag, Function<T, Map<String, String>> tags) {
        this.time = time;
        this.gate = gate;
        this.order = order;
        this.keyTag = keyTag;
        this.tags = tags;
    }

    /** From now on every look asks for this as well. */
    void join(Object build, String key) {
        synchronized (gate) {
            keys.put(build, key);
        }
    }

    /** This build does not ask any more. */
    void leave(Object build) {
        synchronized (gate) {
            keys.remove(build);
        }
    }

    int builds() {
        synchronized (gate) {
            return keys.size();
        }
    }

    boolean answers(Object build, Query query) {
        synchronized (gate) {
            String key = keys.get(build);
            return key != null && query.tags().getOrDefault(keyTag, Set.of()).equals(Set.of(key));
        }
    }

    /** When this build, who needs an answer newer than this, would get one without waiting. */
    Instant ready(Object build, long newerThan) {
        synchronized (gate) {
            Instant now = time.now();
            boolean atOnce = keys.size() <= 1
                    || usable(keys.getOrDefault(build, ""), newerThan, now).isPresent()
                    || !gate.opens().isAfter(now);
            return atOnce ? now : gate.opens();
        }
    }

    /**
     * An answer, or how long to wait before asking again.
     *
     * @param build one that has joined
     * @param newerThan an answer with a greater number is needed
     * @param request sends the request, for this build or for all
     */
    Answer<T> look(Object build, Query query, long newerThan, Function<Query, List<T>> request) {
        synchronized (gate) { // a second asker waits here for the first one's answer, and shares it
            if (keys.size() == 1) {
                gate.pass();
                return new Answer.Told<>(order.incrementAndGet(), request.apply(query));
            }
            String key = keys.getOrDefault(build, "");
            Instant now = time.now();
            Optional<Snapshot<T>> known = usable(key, newerThan, now);
            if (known.isEmpty() && gate.opens().isAfter(now)) {
                return new Answer.Later<>(Duration.between(now, gate.opens()));
            }
            Snapshot<T> snapshot = known.orElseGet(() -> ask(request));
            return new Answer.Told<>(snapshot.number(), snapshot.answer(query, key, tags));
        }
    }

    private Optional<Snapshot<T>> usable(String key, long newerThan, Instant now) {
        return last.filter(snapshot -> snapshot.number() > newerThan
                && snapshot.keys().contains(key)
                && now.isBefore(snapshot.answeredAt().plus(Gate.TICK)));
    }

    private Snapshot<T> ask(Function<Query, List<T>> request) {
        gate.pass();
        Set<String> all = Set.copyOf(keys.values());
        long number = order.incrementAndGet();
        List<T> told = request.apply(new Query(Map.of(keyTag, all)));
        Snapshot<T> snapshot = Snapshot.of(
                number, time.now(), all, told, thing -> tags.apply(thing).getOrDefault(keyTag, ""));
        last = Optional.of(snapshot);
        return snapshot;
    }
}
