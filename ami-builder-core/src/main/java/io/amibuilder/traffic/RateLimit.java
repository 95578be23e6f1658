package io.amibuilder.traffic;

import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** The buckets of one account and region, and how to wait at them. Safe for use by several threads. */
final class RateLimit {
    private final Time time;
    private final Map<Request, TokenBucket> buckets = new EnumMap<>(Request.class);

    /** When those who were deferred come back: as fast as tokens flow in. What they get then is a token, or is not. */
    private final Map<Request, TokenBucket> appointments = new EnumMap<>(Request.class);

    RateLimit(Time time) {
        this.time = time;
        for (Request request : Request.values()) {
            buckets.put(request, request.bucket());
            appointments.put(request, request.bucket());
        }
    }

    /**
     * Goes on when there is a token for a create.
     *
     * @throws Deferred when there is none; those who are deferred are told to come back one after the other
     */
    void check(Request request) {
        Instant now = time.now();
        Instant usable = bucket(buckets, request).takeIfThere(now);
        if (usable.isAfter(now)) {
            Instant appointment = bucket(appointments, request).take(now, 1);
            throw new Deferred(request, Duration.between(now, appointment.isAfter(usable) ? appointment : usable));
        }
    }

    /** Whether a request that may be left out may be sent now: only as long as half of the bucket is left for others. */
    boolean hasPlenty(Request request) {
        return bucket(buckets, request).takeIfPlenty(time.now());
    }

    /**
     * Waits until a request may be sent. As long as only a few threads wait, each waits for a few tokens at most:
     * two seconds for eight threads at the slowest of these buckets.
     */
    void await(Request request) {
        Instant usable = bucket(buckets, request).take(time.now(), 1);
        pause(Duration.between(time.now(), usable));
    }

    /**
     * A pause that an interruption ends and that keeps the flag: who drives the build sees it after the step.
     *
     * @return false when it was interrupted
     */
    boolean pause(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            return true;
        }
        try {
            time.pause(duration);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static TokenBucket bucket(Map<Request, TokenBucket> buckets, Request request) {
        TokenBucket bucket = buckets.get(request);
        if (bucket == null) {
            throw new IllegalStateException("no bucket for " + request);
        }
        return bucket;
    }
}
