package io.amibuilder;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** The builds of a fleet that no thread has, by the time of their next step. Safe for use by several threads. */
final class Schedule {
    private final PriorityQueue<Lane> queue =
            new PriorityQueue<>(Comparator.comparing((Lane lane) -> lane.due).thenComparing(lane -> lane.turn));
    private int taken;
    private long turns;

    /** Puts a build in line, behind those that are due at the same time. */
    synchronized void add(Lane lane, Instant due) {
        lane.due = due;
        lane.turn = ++turns;
        queue.add(lane);
    }

    /** The first build that is due; nobody else gets it until it is {@linkplain #giveBack given back} or ended. */
    synchronized Optional<Lane> take(Instant now) {
        Lane first = queue.peek();
        if (first == null || first.due.isAfter(now)) {
            return Optional.empty();
        }
        taken++;
        return Optional.of(queue.remove());
    }

    /** Its next step is due then. */
    synchronized void giveBack(Lane lane, Instant due) {
        taken--;
        add(lane, due);
    }

    /** It takes no more steps. */
    synchronized void ended() {
        taken--;
    }

    /** Brings a step forward; nothing happens to a build that a thread has. */
    synchronized void hasten(Lane lane, Instant due) {
        if (due.isBefore(lane.due) && queue.remove(lane)) {
            add(lane, due);
        }
    }

    /** When the next step is due; empty when all builds left are taken. */
    synchronized Optional<Instant> nextDue() {
        return Optional.ofNullable(queue.peek()).map(lane -> lane.due);
    }

    synchronized boolean isOver() {
        return queue.isEmpty() && taken == 0;
    }
}
