package io.amibuilder;

import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/**
 * Virtual time for several threads, of which one works at a time: when all the others pause, the one whose pause ends first
 * goes on, and it is as late as that. Each thread {@linkplain #begin begins} and {@linkplain #end ends}.
 */
final class SteppedTime implements Time {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Turn> turns = new PriorityQueue<>();
    private Instant now = START;
    private long number;
    private int awaited;

    /** This many threads will begin, and time stands still before they have. */
    SteppedTime(int threads) {
        awaited = threads;
    }

    synchronized void begin() throws InterruptedException {
        awaited--;
        pause(Duration.ZERO);
    }

    synchronized void end() {
        next();
    }

    synchronized Duration elapsed() {
        return Duration.between(START, now);
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void pause(Duration duration) throws InterruptedException {
        Turn mine = new Turn(now.plus(duration.isNegative() ? Duration.ZERO : duration), ++number);
        turns.add(mine);
        next();
        while (!mine.come) {
            wait();
        }
    }

    private void next() {
        if (awaited == 0 && !turns.isEmpty()) {
            Turn turn = turns.remove();
            now = turn.at.isAfter(now) ? turn.at : now;
            turn.come = true;
            notifyAll();
        }
    }

    private static final class Turn implements Comparable<Turn> {
        private final Instant at;
        private final long number;
        private boolean come;

        private Turn(Instant at, long number) {
            this.at = at;
            this.number = number;
        }

        @Override
        public int compareTo(Turn other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}
