package io.amibuilder.ec2server;

import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * EC2's buckets of tokens ("Request throttling for the Amazon EC2 API"), each for an account's requests in one region. Not
 * the library's own: what it keeps to is judged by this.
 */
final class RateLimits {
    private static final Limit FILTERED = new Limit(100, 20);
    private static final Limit UNFILTERED = new Limit(50, 10);
    private static final Limit MUTATING = new Limit(50, 5);
    private static final Map<String, Limit> BY_ACTION = Map.of(
            "RunInstances", new Limit(5, 2),
            "CopyImage", new Limit(100, 1),
            "TerminateInstances", new Limit(100, 5),
            "CreateTags", new Limit(100, 10),
            "GetConsoleOutput", new Limit(100, 20));

    private final Time time;
    private final Map<String, Bucket> buckets = new HashMap<>();

    RateLimits(Time time) {
        this.time = time;
    }

    private record Limit(int burst, int perSecond) {}

    private record Bucket(double tokens, Instant at) {}

    /** Takes a token for a request, if there is one. */
    synchronized boolean admit(Parameters request) {
        Limit limit = limit(request);
        String key = request.region() + " " + request.get("Action") + " " + limit;
        Instant now = time.now();
        Bucket before = buckets.getOrDefault(key, new Bucket(limit.burst(), now));
        double flowed = Duration.between(before.at(), now).toNanos() / 1e9 * limit.perSecond();
        double tokens = Math.min(limit.burst(), before.tokens() + flowed);
        buckets.put(key, new Bucket(tokens >= 1 ? tokens - 1 : tokens, now));
        return tokens >= 1;
    }

    private static Limit limit(Parameters request) {
        String action = request.get("Action");
        if (action.startsWith("Describe")) {
            return request.filters().isEmpty() ? UNFILTERED : FILTERED;
        }
        return BY_ACTION.getOrDefault(action, MUTATING);
    }
}
