package io.amibuilder.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void theBurstIsFreeThenTokensFlowIn() {
        TokenBucket bucket = Request.RUN_INSTANCES.bucket();
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            waits.add(Duration.between(START, bucket.take(START, 1)).toMillis());
        }
        assertThat(waits).containsExactly(0L, 0L, 0L, 0L, 0L, 500L, 1000L, 1500L);
    }

    @Test
    void aRefusalTakesNothing() {
        TokenBucket bucket = new TokenBucket(1, Duration.ofSeconds(1));
        assertThat(bucket.takeIfThere(START)).isEqualTo(START);
        assertThat(bucket.takeIfThere(START)).isEqualTo(START.plusSeconds(1));
        assertThat(bucket.takeIfThere(START)).isEqualTo(START.plusSeconds(1));
        assertThat(bucket.takeIfThere(START.plusSeconds(1))).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void itNeverHandsOutMoreThanABucketThatCountsTokens() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int burst = random.nextInt(1, 10);
            long perToken = random.nextLong(1, 2_000);
            TokenBucket bucket = new TokenBucket(burst, Duration.ofMillis(perToken));
            double tokens = burst; // the plain way to count
            Instant now = START;
            for (int i = 0; i < 200; i++) {
                long passed = random.nextLong(3 * perToken);
                now = now.plusMillis(passed);
                tokens = Math.min(burst, tokens + (double) passed / perToken);
                boolean there = tokens >= 1 - 1e-6;
                assertThat(bucket.takeIfThere(now).equals(now))
                        .as("seed %d, request %d", seed, i)
                        .isEqualTo(there);
                tokens -= there ? 1 : 0;
            }
        }
    }
}
