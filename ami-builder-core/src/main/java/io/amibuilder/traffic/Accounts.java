package io.amibuilder.traffic;

import io.amibuilder.wait.Time;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The traffic of each account, as long as a build is on its way there. Keeps nothing alive: neither a traffic nor the
 * account, which is found by its hash. Safe for use by several threads.
 */
final class Accounts {
    static final Accounts OF_THIS_JVM = new Accounts();

    private final Map<Integer, Set<Entry>> byHash = new HashMap<>();
    private final ReferenceQueue<Traffic> forgotten = new ReferenceQueue<>();

    synchronized Traffic traffic(Object account, Time time) {
        dropForgotten();
        int hash = 31 * account.hashCode() + System.identityHashCode(time);
        Set<Entry> entries = byHash.computeIfAbsent(hash, none -> new HashSet<>());
        for (Entry entry : entries) {
            Traffic known = entry.get();
            if (known != null && known.time == time && known.account.equals(account)) {
                return known;
            }
        }
        Traffic traffic = new Traffic(account, time);
        entries.add(new Entry(traffic, hash, forgotten));
        return traffic;
    }

    synchronized int size() {
        dropForgotten();
        return byHash.values().stream().mapToInt(Set::size).sum();
    }

    private void dropForgotten() {
        for (var gone = forgotten.poll(); gone != null; gone = forgotten.poll()) {
            Entry entry = (Entry) gone;
            Set<Entry> entries = Objects.requireNonNull(byHash.get(entry.hash));
            entries.remove(entry);
            if (entries.isEmpty()) {
                byHash.remove(entry.hash);
            }
        }
    }

    private static final class Entry extends WeakReference<Traffic> {
        private final int hash;

        private Entry(Traffic traffic, int hash, ReferenceQueue<Traffic> queue) {
            super(traffic, queue);
            this.hash = hash;
        }
    }
}
