package io.amibuilder.traffic;

import java.time.Duration;
import java.time.Instant;

/** A bucket of tokens, kept as the one moment at which it will be full again. Safe for use by several threads. */
final class TokenBucket {
    private final Duration capacity;
    private final Duration perToken;
    private Instant full = Instant.EPOCH;

    TokenBucket(int burst, Duration perToken) {
        this.capacity = perToken.multipliedBy(burst);
        this.perToken = perToken;
    }

    /** Takes tokens, going into debt when there are too few, and says when they may be used: now, or later. */
    synchronized Instant take(Instant now, int tokens) {
        full = fullAfter(now, tokens);
        return usable(now, full);
    }

    /** Takes one token if it may be used now; else takes nothing, and says when there will be one. */
    synchronized Instant takeIfThere(Instant now) {
        Instant usable = usable(now, fullAfter(now, 1));
        if (usable.equals(now)) {
            full = fullAfter(now, 1);
        }
        return usable;
    }

    /** Takes one token if that leaves half of the bucket for others; else takes nothing. */
    synchronized boolean takeIfPlenty(Instant now) {
        Instant fullThen = fullAfter(now, 1);
        boolean plenty = usable(now, fullThen.plus(capacity.dividedBy(2))).equals(now);
        if (plenty) {
            full = fullThen;
        }
        return plenty;
    }

    private Instant fullAfter(Instant now, int tokens) {
        return (full.isBefore(now) ? now : full).plus(perToken.multipliedBy(tokens));
    }

    private Instant usable(Instant now, Instant fullThen) {
        Instant usable = fullThen.minus(capacity);
        return usable.isAfter(now) ? usable : now;
    }
}
